"""Writes: what sending costs, parcels, pick-ups."""

from .mishaps import lose_shipment, send_again, take_shipment_back
from .parcels import correct_parcel, deliver_shipments, ship_order, take_back_refused
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
    "send_again",
    "ship_order",
    "take_back_refused",
    "take_shipment_back",
]
