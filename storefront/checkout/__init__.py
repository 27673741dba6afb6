"""From a cart to an order. One public verb: place_order; `checkout_quote` says what it will cost."""
