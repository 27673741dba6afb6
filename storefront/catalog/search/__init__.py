"""Finding products by words, in Chinese and English, with typing errors and parts of a SKU."""
