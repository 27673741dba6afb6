"""Who owns a shop and where it lives."""
