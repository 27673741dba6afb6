"""What a shopper may choose from: ways of sending to a place, and pick-up points."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from storefront.customers.countries import country_choices
from storefront.customers.regions import city_key, place_name, region_key
from storefront.pricing.basket import EVERYWHERE, Destination, ShippingRate
from storefront.pricing.freight import Zone, zone_for
from tenants.freshness.kept_near import KeptNear, Row, as_stored
from tenants.profile.selectors import current_profile

from ..models import PickupPoint, ShippingMethod, ShippingSettings, ShippingZone

STANDARD = "standard"


@dataclass(frozen=True)
class ShippingOffer:
    """All that the shop offers. Without any way of sending the one flat price of `settings` counts."""

    settings: ShippingSettings
    is_simple: bool
    zones: tuple[ShippingZone, ...]  # of the ways of sending that are offered, way by way
    points: tuple[PickupPoint, ...]


@dataclass(frozen=True)
class DeliveryOption:
    """One choice: `code` is what the checkout sends back."""

    code: str
    label: str
    promise: str
    rate: ShippingRate
    point: PickupPoint | None = None


def _queries() -> tuple[QuerySet, ...]:
    return (
        ShippingSettings.objects.order_by("pk").values()[:1],
        ShippingMethod.objects.values(),
        ShippingZone.objects.values(),
        PickupPoint.objects.filter(is_active=True).values(),
    )


def _read(
    settings: list[Row], methods: list[Row], zones: list[Row], points: list[Row]
) -> ShippingOffer:
    return ShippingOffer(
        settings=as_stored(ShippingSettings, settings[0]) if settings else ShippingSettings(),
        is_simple=not methods,
        zones=tuple(_zones_offered(methods, zones)),
        points=tuple(as_stored(PickupPoint, row) for row in points),
    )


def _zones_offered(methods: list[Row], zones: list[Row]) -> Iterator[ShippingZone]:
    for row in methods:
        method = as_stored(ShippingMethod, row)
        for own in (zone for zone in zones if zone["method_id"] == method.pk and method.is_active):
            zone = as_stored(ShippingZone, own)
            zone.method = method
            yield zone


shipping_cache: KeptNear[ShippingOffer] = KeptNear(_queries, _read)


def shipping_offer() -> ShippingOffer:
    """Everything the shop offers; treat it as read-only."""
    return shipping_cache.get()


def shipping_settings() -> ShippingSettings:
    """The one flat price of a simple shop; treat it as read-only."""
    return shipping_offer().settings


def destination_of(address: Mapping[str, Any]) -> Destination:
    """Where an address is, as zones and tax rates name places; the shop's own country unless told."""
    country = address.get("country") or current_profile().country
    region = region_key(country, address.get("region") or "") or address.get("region") or ""
    city = address.get("city") or ""
    return Destination(country, region, city_key(country, region, city) or city)


def delivery_options(to: Destination) -> list[DeliveryOption]:
    """The ways of sending to a place, then the pick-up points; empty when neither is there."""
    offer = shipping_offer()
    sent = [_simple_option(offer.settings, to)] if offer.is_simple else _method_options(offer, to)
    fetched = [_pickup_option(point) for point in offer.points]
    return [option for option in (*sent, *fetched) if option]


def countries_served() -> list[str]:
    """Codes of the countries the shop sends to; its own comes first, also when it only lets fetch."""
    own = current_profile().country
    offer = shipping_offer()
    listed = offer.settings.countries if offer.is_simple else _countries_of(offer.zones)
    return [own, *dict.fromkeys(code for code in listed if code != own)]


def regions_matter(country: str) -> bool:
    """Whether what sending costs depends on the province there."""
    prefix = f"{country}/"
    zones = shipping_offer().zones
    return any(place.startswith(prefix) for zone in zones for place in zone.places)


def method_code(pk: object) -> str:
    """As orders keep it."""
    return f"method-{pk}"


def point_code(pk: object) -> str:
    """As orders keep it."""
    return f"pickup-{pk}"


def method_name(method: ShippingMethod) -> str:
    return _texts(method).get("name") or method.name


def _method_options(offer: ShippingOffer, to: Destination) -> list[DeliveryOption | None]:
    methods: dict[int, list[ShippingZone]] = {}
    for zone in offer.zones:
        methods.setdefault(zone.method_id, []).append(zone)
    return [_method_option(zones, to) for zones in methods.values()]


def _method_option(rows: list[ShippingZone], to: Destination) -> DeliveryOption | None:
    zones = [Zone(frozenset(row.places), rate_of(row) if row.delivers else None) for row in rows]
    found = zone_for(zones, to)
    if found is None or found.rate is None:
        return None
    method = rows[0].method
    promise = _texts(method).get("promise") or method.promise
    return DeliveryOption(found.rate.method, found.rate.label, promise, found.rate)


def rate_of(zone: ShippingZone) -> ShippingRate:
    """The zone's price as the pure price function takes it."""
    method = zone.method
    return ShippingRate(
        method=method_code(method.pk),
        label=method_name(method),
        flat_minor=zone.first_minor,
        free_over_minor=zone.free_over_minor,
        measure=str(method.measure),
        first=zone.first,
        step=zone.step,
        step_minor=zone.step_minor,
        free_over_units=zone.free_over_units,
        zone=places_text(zone.places),
    )


def places_text(places: Iterable[str], most: int = 3) -> str:
    """A zone in words: the first places and how many more."""
    listed = list(places)
    names = [_("everywhere else") if p == EVERYWHERE else place_name(p) for p in listed[:most]]
    more = len(listed) - len(names)
    text = ", ".join(names)
    return _("%(places)s and %(count)s more") % {"places": text, "count": more} if more else text


def _simple_option(settings: ShippingSettings, to: Destination) -> DeliveryOption | None:
    if to.country not in (current_profile().country, *settings.countries):
        return None
    rate = ShippingRate(
        method=STANDARD,
        label=_("Shipping"),
        flat_minor=settings.flat_minor,
        free_over_minor=settings.free_over_minor,
    )
    return DeliveryOption(STANDARD, rate.label, "", rate)


def _pickup_option(point: PickupPoint) -> DeliveryOption:
    facts = {
        "id": str(point.pk),
        "name": point.name,
        "address": point.address,
        "hours": point.hours,
        "phone": point.phone,
    }
    code = point_code(point.pk)
    rate = ShippingRate(method=code, label=_("Pick-up"), flat_minor=0, pickup=facts)
    return DeliveryOption(code, point.name, point.hours, rate, point)


def _countries_of(zones: Iterable[ShippingZone]) -> list[str]:
    places = [place for zone in zones if zone.delivers for place in zone.places]
    if EVERYWHERE in places:
        return [code for code, _name in country_choices()]
    return [place[:2] for place in places]


def _texts(method: ShippingMethod) -> dict[str, str]:
    return method.texts.get(get_language() or "", {})
