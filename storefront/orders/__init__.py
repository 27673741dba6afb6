"""What was bought, and its life."""
