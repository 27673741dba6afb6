"""From cart to placed order."""
