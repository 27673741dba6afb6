"""What a visitor means to buy. Verbs: add_to_cart, set_quantity, remove_from_cart, merge_carts, close_cart."""
