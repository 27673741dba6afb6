"""What a slip says: plain texts in the shopper's language, from orders as they are now."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from kernel.money import format_money
from storefront.customers.countries import country_name
from storefront.orders.models import Order, OrderLine
from tenants.profile.models import ShopProfile
from tenants.profile.selectors import current_profile

from ..models import Shipment
from ..selectors import is_collected, left_to_collect
from ..states import ShipmentState
from .fonts import printable

_S = ShipmentState


@dataclass(frozen=True, slots=True)
class Item:
    quantity: int
    title: str
    options: str
    sku: str
    price: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One order, or one parcel of it, on paper; `parcels` are those its goods went in, `total` the whole order's.

    Both are empty where they would mislead: what is still to be sent is in no parcel yet, and a part has no total.

    `collect` is what is paid for it at the door. Before it is sent it may yet be parted: the amount is for
    `collect_for` pieces together, 0 once it is settled.
    """

    number: str
    language: str
    placed_on: str
    recipient: str
    phone: str
    address: str
    items: tuple[Item, ...]
    total: str
    collect: str
    collect_for: int
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
    """One for each order, in the given order; a few queries for any number of orders."""
    return [_slip(order, parcels) for order, parcels in _with_parcels(order_ids)]


def labels_of(order_ids: Sequence[int]) -> list[Slip]:
    """One for each parcel that was sent, and one for what is still to be sent."""
    return [
        label for order, parcels in _with_parcels(order_ids) for label in _labels(order, parcels)
    ]


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


def _labels(order: Order, parcels: list[Shipment]) -> Iterator[Slip]:
    lines = {line.pk: line for line in order.lines.all()}
    sent = [parcel for parcel in parcels if parcel.state in (_S.UNDERWAY, _S.DELIVERED)]
    whole = _slip(order, parcels)
    for parcel in sent:
        packed = [(lines[part.order_line_id], part.quantity) for part in parcel.lines.all()]
        yield replace(
            whole,
            items=tuple(_item(order, line, quantity) for line, quantity in packed),
            collect=_collect(order, parcel.collect_minor) if is_collected(order) else "",
            collect_for=0,
            parcels=_told([parcel]),
        )
    if not sent or any(line.shippable_quantity for line in lines.values()):
        yield whole


def _slip(order: Order, parcels: list[Shipment]) -> Slip:
    with override(order.language):
        address = order.address or {}
        pickup = order.pickup or {}
        items = tuple(_items(order))
        pieces = sum(item.quantity for item in items)
        lines = list(order.lines.all())
        is_whole = pieces == sum(line.quantity for line in lines) and not order.refunded_minor
        waits = any(line.shippable_quantity for line in lines)
        return Slip(
            number=order.number,
            language=order.language,
            placed_on=date_format(timezone.localtime(order.placed_at), "DATE_FORMAT"),
            recipient=printable(address.get("name") or order.name),
            phone=printable(address.get("phone") or order.phone),
            address=printable(_address(address)),
            items=items,
            total=_money(order, order.total_minor) if is_whole else "",
            collect=_collect(order, left_to_collect(order, parcels)),
            collect_for=0 if pieces == 1 or pickup else pieces,
            note=printable(order.note),
            parcels="" if waits else _told(parcels),
            pickup=printable(str(pickup.get("name", ""))),
            is_sent=order.requires_shipping,
        )


def _collect(order: Order, minor: int) -> str:
    return _money(order, minor) if minor else ""


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


def _told(parcels: Sequence[Shipment]) -> str:
    told = (f"{parcel.carrier_name} {parcel.tracking_number}" for parcel in parcels)
    return printable("; ".join(told))


def _with_parcels(order_ids: Sequence[int]) -> Iterator[tuple[Order, list[Shipment]]]:
    orders = Order.objects.prefetch_related("lines").in_bulk(order_ids)
    parcels: dict[int, list[Shipment]] = {}
    found = Shipment.objects.filter(order_id__in=order_ids).prefetch_related("lines")
    for parcel in found.order_by("id"):
        parcels.setdefault(parcel.order_id, []).append(parcel)
    return ((orders[pk], parcels.get(pk, [])) for pk in order_ids if pk in orders)


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
