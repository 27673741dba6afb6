"""Opening a shop: replay, pool, steps, janitor."""
