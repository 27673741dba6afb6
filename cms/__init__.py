"""Designed pages."""
