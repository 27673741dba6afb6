"""Refunds, with a preview of what goes back where."""
