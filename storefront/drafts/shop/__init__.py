"""The shopper's pages: a payment link is opened."""
