"""Reads: what sending costs and where to, and what was sent or waits to be fetched."""

from .options import (
    DeliveryOption,
    countries_served,
    delivery_options,
    places_text,
    rate_of,
    regions_matter,
    shipping_cache,
    shipping_offer,
    shipping_settings,
)
from .parcels import shipment_by_id, shipments_of
from .pickups import open_pickup_of_code, pickup_of

__all__ = [
    "DeliveryOption",
    "countries_served",
    "delivery_options",
    "open_pickup_of_code",
    "pickup_of",
    "places_text",
    "rate_of",
    "regions_matter",
    "shipment_by_id",
    "shipments_of",
    "shipping_cache",
    "shipping_offer",
    "shipping_settings",
]
