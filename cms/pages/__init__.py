"""Designed pages of a shop."""
