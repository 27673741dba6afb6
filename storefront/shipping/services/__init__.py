"""Writes: what sending costs, parcels, pick-ups."""

from .parcels import correct_parcel, deliver_shipments, lose_shipment, ship_order, take_back_refused
from .pickups import collect_pickup, expect_pickup, mark_pickup_ready
from .rates import (
    MethodInput,
    ZoneInput,
    add_pickup_point,
    change_pickup_point,
    own_methods,
    remove_method,
    remove_pickup_point,
    remove_zone,
    save_method,
    save_shipping_settings,
    save_zone,
)

__all__ = [
    "MethodInput",
    "ZoneInput",
    "add_pickup_point",
    "change_pickup_point",
    "collect_pickup",
    "correct_parcel",
    "deliver_shipments",
    "expect_pickup",
    "lose_shipment",
    "mark_pickup_ready",
    "own_methods",
    "remove_method",
    "remove_pickup_point",
    "remove_zone",
    "save_method",
    "save_shipping_settings",
    "save_zone",
    "ship_order",
    "take_back_refused",
]
