"""Selling: from browsing to after-sales."""
