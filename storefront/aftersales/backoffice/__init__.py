"""Giving back: a clerk chooses what, sees what goes back where, and confirms exactly that."""
