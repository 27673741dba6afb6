"""A person's way through the product: a real browser against real processes; screenshots are kept."""
