"""What sending costs: which zone of a way of sending counts, and what the goods come to in it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .basket import Basket, BasketLine, Destination, ShippingRate


@dataclass(frozen=True, slots=True)
class Zone:
    """Some places and their rate; without one nothing is sent there."""

    places: frozenset[str]
    rate: ShippingRate | None


def zone_for(zones: Iterable[Zone], to: Destination) -> Zone | None:
    """The zone that names the most exact place: city before region before country before everywhere.

    A place stands in one zone at most; were it in two, the first would count.
    """
    known = list(zones)
    for place in to.places:
        for zone in known:
            if place in zone.places:
                return zone
    return None


@dataclass(frozen=True, slots=True)
class Load:
    """What is sent: `weightless` are the pieces whose weight nobody has entered; they count as nothing."""

    units: int
    grams: int
    goods_minor: int
    weightless: int = 0


@dataclass(frozen=True, slots=True)
class Charge:
    """`steps`: how often the price of a further part was added. `free`: "", "amount" or "units"."""

    minor: int
    steps: int = 0
    free: str = ""


def load_of(basket: Basket, goods_minor: int) -> Load:
    """The goods that are sent; what needs no parcel weighs nothing but its value counts."""
    sent = [line for line in basket.lines if line.requires_shipping]
    return Load(
        units=sum(line.quantity for line in sent),
        grams=sum(line.quantity * line.weight_grams for line in sent),
        goods_minor=goods_minor,
        weightless=sum(line.quantity for line in sent if _is_weightless(line)),
    )


def charge(rate: ShippingRate, load: Load) -> Charge:
    """The price of sending, before tax is added to it."""
    if rate.free_over_minor is not None and load.goods_minor >= rate.free_over_minor:
        return Charge(0, free="amount")
    if rate.free_over_units is not None and load.units >= rate.free_over_units:
        return Charge(0, free="units")
    if rate.measure == "flat":
        return Charge(rate.flat_minor)
    amount = load.grams if rate.measure == "weight" else load.units
    beyond = max(amount - rate.first, 0)
    steps = -(-beyond // rate.step)
    return Charge(rate.flat_minor + steps * rate.step_minor, steps)


def facts_of(rate: ShippingRate, load: Load, charged: Charge, currency: str) -> dict[str, Any]:
    """All that the explanation needs, as it is kept with an order."""
    facts: Mapping[str, Any] = {
        "measure": rate.measure,
        "zone": rate.zone,
        "first_minor": rate.flat_minor,
        "free": charged.free,
        "free_over_minor": rate.free_over_minor,
        "free_over_units": rate.free_over_units,
        "pickup": dict(rate.pickup),
        "currency": currency,
    }
    if rate.measure == "flat":
        return dict(facts)
    return {
        **facts,
        "first": rate.first,
        "step": rate.step,
        "step_minor": rate.step_minor,
        "steps": charged.steps,
        "units": load.units,
        "grams": load.grams,
        "weightless": load.weightless,
    }


def _is_weightless(line: BasketLine) -> bool:
    return not line.weight_grams
