"""Placing orders."""

from .place import PlaceOrder, not_sent_to, place_order

__all__ = ["PlaceOrder", "not_sent_to", "place_order"]
