"""What a basket costs, and why. One pure verb: `price(basket)`; `quote()` asks the sources first."""
