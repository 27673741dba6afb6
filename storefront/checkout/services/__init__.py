"""Placing orders."""

from .place import PlaceOrder, place_order

__all__ = ["PlaceOrder", "place_order"]
