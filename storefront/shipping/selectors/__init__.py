"""Reads: what sending costs and where to, and what was sent or waits to be fetched."""

from .collect import collected_by_next, is_collected, left_to_collect
from .freight import freight_remark
from .mishaps import Mishap, has_open_mishap, open_mishaps, units_not_in_hand
from .options import (
    STANDARD,
    DeliveryOption,
    countries_served,
    delivery_options,
    destination_of,
    method_code,
    places_text,
    point_code,
    rate_of,
    regions_matter,
    shipping_cache,
    shipping_offer,
    shipping_settings,
)
from .parcels import shipment_by_id, shipments_of
from .pickups import open_pickup_of_code, pickup_of

__all__ = [
    "STANDARD",
    "DeliveryOption",
    "Mishap",
    "collected_by_next",
    "countries_served",
    "delivery_options",
    "destination_of",
    "freight_remark",
    "has_open_mishap",
    "is_collected",
    "left_to_collect",
    "method_code",
    "open_mishaps",
    "open_pickup_of_code",
    "pickup_of",
    "places_text",
    "point_code",
    "rate_of",
    "regions_matter",
    "shipment_by_id",
    "shipments_of",
    "shipping_cache",
    "shipping_offer",
    "shipping_settings",
    "units_not_in_hand",
]
