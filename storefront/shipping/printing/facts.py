"""What a slip says: plain texts in the shopper's language, from orders as they are now."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from kernel.money import format_money
from storefront.customers.countries import country_name
from storefront.orders.models import Order, OrderLine
from storefront.orders.states import PaymentState
from tenants.profile.models import ShopProfile
from tenants.profile.selectors import current_profile

from ..models import Shipment
from .fonts import printable


@dataclass(frozen=True, slots=True)
class Item:
    quantity: int
    title: str
    options: str
    sku: str
    price: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One order on paper. `collect` is what is paid at the door, `in_parts` that more than one parcel brings
    the order; `parcels` are those sent so far."""

    number: str
    language: str
    placed_on: str
    recipient: str
    phone: str
    address: str
    items: tuple[Item, ...]
    total: str
    collect: str
    in_parts: bool
    note: str
    parcels: str
    pickup: str
    is_sent: bool


@dataclass(frozen=True, slots=True)
class Sender:
    name: str
    slogan: str
    contact: str
    logo: bytes = b""


def slips_of(order_ids: Sequence[int]) -> list[Slip]:
    """In the given order; a few queries for any number of orders."""
    orders = Order.objects.prefetch_related("lines").in_bulk(order_ids)
    parcels = _parcels(order_ids)
    return [_slip(orders[pk], parcels.get(pk, [])) for pk in order_ids if pk in orders]


def sender() -> Sender:
    profile = current_profile()
    contact = " · ".join(filter(None, (profile.contact_phone, profile.contact_email)))
    return Sender(printable(profile.name), printable(profile.slogan), contact, _logo(profile))


def texts_in(slip: Slip | Sender) -> Iterator[str]:
    """Every text, so that its characters are in the font."""
    for told in astuple(slip):
        if isinstance(told, str):
            yield told
        elif isinstance(told, tuple):
            yield from (str(cell) for item in told for cell in item)


def _slip(order: Order, parcels: list[str]) -> Slip:
    with override(order.language):
        address = order.address or {}
        owed = order.pay_on_delivery and order.payment_state == PaymentState.UNPAID
        pickup = order.pickup or {}
        waits = any(line.shippable_quantity for line in order.lines.all())
        return Slip(
            number=order.number,
            language=order.language,
            placed_on=date_format(timezone.localtime(order.placed_at), "DATE_FORMAT"),
            recipient=printable(address.get("name") or order.name),
            phone=printable(address.get("phone") or order.phone),
            address=printable(_address(address)),
            items=tuple(_items(order)),
            total=_money(order, order.total_minor),
            collect=_money(order, order.payable_minor) if owed else "",
            in_parts=len(parcels) + waits > 1,
            note=printable(order.note),
            parcels=printable("; ".join(parcels)),
            pickup=printable(str(pickup.get("name", ""))),
            is_sent=order.requires_shipping,
        )


def _items(order: Order) -> Iterator[Item]:
    """What is still to be sent; once nothing is, all that the shopper keeps."""
    lines = list(order.lines.all())
    to_send = any(line.shippable_quantity for line in lines)
    for line in lines:
        quantity = line.shippable_quantity if to_send else line.refundable_quantity
        if quantity:
            yield _item(order, line, quantity)


def _item(order: Order, line: OrderLine, quantity: int) -> Item:
    return Item(
        quantity,
        printable(line.title),
        printable(line.option_text),
        printable(line.sku),
        _money(order, line.unit_price_minor),
    )


def _address(address: dict[str, str]) -> str:
    """As mail is addressed there: China from the province down to the house, others the other way round."""
    region, city, district = (address.get(key, "") for key in ("region", "city", "district"))
    street = " ".join(filter(None, (address.get("line1"), address.get("line2"))))
    postcode, country = address.get("postcode", ""), address.get("country", "")
    if country == "CN":
        lines = [" ".join(filter(None, (region, city, district))), street, postcode]
    else:
        place = " ".join(filter(None, (city, region, postcode)))
        lines = [street, district, place, str(country_name(country)) if country else ""]
    return "\n".join(filter(None, lines))


def _money(order: Order, minor: int) -> str:
    return printable(format_money(minor, order.currency, order.language))


def _parcels(order_ids: Sequence[int]) -> dict[int, list[str]]:
    told: dict[int, list[str]] = {}
    for parcel in Shipment.objects.filter(order_id__in=order_ids).order_by("id"):
        told.setdefault(parcel.order_id, []).append(
            f"{parcel.carrier_name} {parcel.tracking_number}"
        )
    return told


def _logo(profile: ShopProfile) -> bytes:
    """Small enough for paper; a logo that cannot be read is left out."""
    if not profile.logo:
        return b""
    try:
        rendition = profile.logo.get_rendition("max-600x240|format-png")
        with rendition.file.open("rb") as file:
            return file.read()
    except (OSError, ValueError):
        return b""
