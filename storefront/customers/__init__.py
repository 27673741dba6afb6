"""Shoppers and their addresses."""
