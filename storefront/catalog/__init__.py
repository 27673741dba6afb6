"""Products, variants, categories, import and search."""
