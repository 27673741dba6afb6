"""Money from shopper to merchant, through providers."""
