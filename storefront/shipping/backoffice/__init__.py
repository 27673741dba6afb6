"""Sending an order and setting what sending costs."""
