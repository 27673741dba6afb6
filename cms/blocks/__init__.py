"""Sections a page is made of."""
