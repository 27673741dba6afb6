"""Pages that show several modules: lists of products, the product page, search, and every page's frame.

Each page is a frozen view made here (`listing`, `product_screen`), from other modules' selectors; templates only
write it down. Pages are the same for every visitor: what is the visitor's own comes from `/-/me/`.
"""
