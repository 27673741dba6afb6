"""How a shop looks."""
