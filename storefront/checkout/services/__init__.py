"""Placing orders."""

from .place import OnBehalf, PlaceOrder, not_sent_to, place_order

__all__ = ["OnBehalf", "PlaceOrder", "not_sent_to", "place_order"]
