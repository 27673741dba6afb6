"""Products, variants, categories, import and search.

Writes: `services.save_product`, `services.save_category`, `services.start_import`. Reads:
`selectors.list_cards`, `selectors.product_by_slug`, `selectors.variants_for_sale`, `selectors.categories_tree`.
Stock belongs to inventory, which fills the slots in `ports`.
"""
