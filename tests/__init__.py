"""Mirrors the tree; plus architecture/ (rules), journeys/ (a real browser) and support/."""
