"""What the shipping settings show: zones in words, and the answer of a trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storefront.customers.regions import city_key
from storefront.pricing.basket import Destination
from storefront.pricing.freight import Load, charge, facts_of
from storefront.pricing.freight_note import (
    free_text,
    freight_note,
    missing_weight_note,
    rate_text,
)
from storefront.shipping.models import ShippingMethod, ShippingZone
from storefront.shipping.selectors import delivery_options, places_text, rate_of
from tenants.profile.selectors import current_profile


@dataclass(frozen=True)
class ZoneRow:
    zone: ShippingZone
    places: str
    price: str
    free: str


@dataclass(frozen=True)
class MethodRow:
    method: ShippingMethod
    currency: str

    @property
    def zones(self) -> list[ZoneRow]:
        return [_zone_row(zone, self.currency) for zone in self.method.zones.all()]


def method_rows() -> list[MethodRow]:
    """The shop's own ways of sending, those that are not offered included."""
    currency = current_profile().currency
    methods = ShippingMethod.objects.prefetch_related("zones__method")
    return [MethodRow(method, currency) for method in methods]


def _zone_row(zone: ShippingZone, currency: str) -> ZoneRow:
    rate = rate_of(zone)
    places = places_text(zone.places, most=8)
    return ZoneRow(zone, places, rate_text(rate, currency), free_text(rate, currency))


@dataclass(frozen=True)
class TrialRow:
    label: str
    minor: int
    notes: list[str]


def trial_rows(data: Mapping[str, Any]) -> list[TrialRow]:
    """Every option for the imagined parcel."""
    city = city_key(data["country"], data["region"], data["city"]) or data["city"]
    to = Destination(data["country"], data["region"], city)
    weight = data["weight"] or 0
    load = Load(data["pieces"], weight, data["value"], 0 if weight else data["pieces"])
    currency = current_profile().currency
    rows = []
    for option in delivery_options(to):
        charged = charge(option.rate, load)
        facts = facts_of(option.rate, load, charged, currency)
        notes = [facts["zone"], freight_note(facts), missing_weight_note(facts)]
        rows.append(TrialRow(option.label, charged.minor, [note for note in notes if note]))
    return rows
