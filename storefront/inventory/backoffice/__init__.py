"""What a merchant sees of the stock besides the numbers in the product editor."""
