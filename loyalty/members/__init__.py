"""A shopper as the member of a shop."""
