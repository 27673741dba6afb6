"""What sending costs and where to: the simple price, ways of sending with their zones, pick-up points."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from storefront.customers.regions import place_name
from storefront.pricing.basket import EVERYWHERE
from tenants.profile.selectors import current_profile

from ..errors import NoPlaceChosen, PlaceInTwoZones
from ..models import Measure, PickupPoint, ShippingMethod, ShippingSettings, ShippingZone

GRAMS_OF_A_PART = 1000


@dataclass(frozen=True)
class MethodInput:
    """A way of sending. `texts`: {"en": {"name": ..., "promise": ...}} in the shop's other languages."""

    name: str
    promise: str = ""
    measure: str = "flat"
    is_active: bool = True
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ZoneInput:
    """Places and their price; `first` and `step` in pieces or grams, as the method measures."""

    places: tuple[str, ...]
    delivers: bool = True
    first_minor: int = 0
    first: int = 1
    step: int = 1
    step_minor: int = 0
    free_over_minor: int | None = None
    free_over_units: int | None = None


@transaction.atomic
def save_shipping_settings(
    *, flat_minor: int, free_over_minor: int | None, countries: Iterable[str] = ()
) -> ShippingSettings:
    """`free_over_minor` None: never free. The shop's own country is always served."""
    settings, _created = ShippingSettings.objects.update_or_create(
        pk=1,
        defaults={
            "flat_minor": flat_minor,
            "free_over_minor": free_over_minor,
            "countries": list(countries),
        },
    )
    return settings


@transaction.atomic
def own_methods() -> list[ShippingMethod]:
    """The shop's ways of sending; the first time its one flat price becomes a way of sending with one zone."""
    settings, _created = ShippingSettings.objects.get_or_create(pk=1)
    ShippingSettings.objects.select_for_update(no_key=True).get(pk=settings.pk)
    known = list(ShippingMethod.objects.all())
    return known or [_from_settings(settings)]


def _from_settings(settings: ShippingSettings) -> ShippingMethod:
    method = save_method(MethodInput(name=_("Standard shipping")))
    own = current_profile().country
    places = (own, *(code for code in settings.countries if code != own))
    price = ZoneInput(
        places=places, first_minor=settings.flat_minor, free_over_minor=settings.free_over_minor
    )
    save_zone(method.pk, price)
    return method


@transaction.atomic
def save_method(wanted: MethodInput, *, method_id: int | None = None) -> ShippingMethod:
    """Add a way of sending, or change one. A new one comes last; measured otherwise, its zones begin anew."""
    if method_id is None:
        method = ShippingMethod(position=ShippingMethod.objects.count())
    else:
        method = ShippingMethod.objects.select_for_update(no_key=True).get(pk=method_id)
    measured_otherwise = method_id is not None and method.measure != wanted.measure
    for name, value in asdict(wanted).items():
        setattr(method, name, value)
    method.save()
    if measured_otherwise:
        _start_measuring_anew(method)
    return method


def _start_measuring_anew(method: ShippingMethod) -> None:
    """Two pieces are not two grams: parts of a zone begin again at one piece or one kilogram, prices stay."""
    part = GRAMS_OF_A_PART if method.measure == Measure.WEIGHT else 1
    zones = ShippingZone.objects.filter(method=method)
    zones.update(first=part, step=part)
    if method.measure == Measure.WEIGHT:
        zones.update(free_over_units=None)


@transaction.atomic
def remove_method(method_id: int) -> None:
    """Orders keep what they were told. Without any way of sending the one flat price counts again."""
    ShippingMethod.objects.filter(pk=method_id).delete()


@transaction.atomic
def save_zone(method_id: int, wanted: ZoneInput, *, zone_id: int | None = None) -> ShippingZone:
    """Add a zone to a way of sending, or change one. Raises NoPlaceChosen, PlaceInTwoZones."""
    ShippingMethod.objects.select_for_update(no_key=True).get(pk=method_id)
    if not wanted.places:
        raise NoPlaceChosen(field="places")
    zones = ShippingZone.objects.filter(method_id=method_id)
    _check_places(zones.exclude(pk=zone_id) if zone_id else zones, wanted.places)
    zone = zones.get(pk=zone_id) if zone_id else ShippingZone(method_id=method_id)
    if zone_id is None:
        zone.position = zones.count()
    for name, value in asdict(wanted).items():
        setattr(zone, name, list(value) if name == "places" else value)
    zone.save()
    return zone


def _check_places(others: Iterable[ShippingZone], places: tuple[str, ...]) -> None:
    taken = {place for zone in others for place in zone.places}
    twice = next((place for place in places if place in taken), None)
    if twice:
        name = _("everywhere else") if twice == EVERYWHERE else place_name(twice)
        raise PlaceInTwoZones(field="places", details={"place": name})


@transaction.atomic
def remove_zone(zone_id: int) -> None:
    ShippingZone.objects.filter(pk=zone_id).delete()


@transaction.atomic
def add_pickup_point(**facts: Any) -> PickupPoint:
    point = PickupPoint.objects.create(**facts, position=PickupPoint.objects.count())
    return point


@transaction.atomic
def change_pickup_point(point_id: int, **facts: Any) -> None:
    """Orders keep the point as it was when they were placed."""
    PickupPoint.objects.filter(pk=point_id).update(**facts)


@transaction.atomic
def remove_pickup_point(point_id: int) -> None:
    PickupPoint.objects.filter(pk=point_id).delete()
