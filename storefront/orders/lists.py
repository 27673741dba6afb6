"""Orders and their lines as lists for a person, in the download of all the shop's data."""

from collections.abc import Iterable, Iterator

from backoffice.sheets import csv_pieces
from kernel.money import Money
from tenants.directory.models import Tenant

from .models import Order, OrderLine

_ORDER = [
    "number", "placed_at", "state", "payment_state", "shipping_state", "name", "email", "phone", "country",
    "region", "city", "district", "line1", "line2", "postcode", "note", "currency", "items", "discount",
    "shipping", "tax", "total", "refunded",
]  # fmt: skip
_LINE = [
    "order", "position", "sku", "title", "options", "quantity", "currency", "unit_price", "discount",
    "total", "shipped", "refunded",
]  # fmt: skip
_PLACE = ("country", "region", "city", "district", "line1", "line2", "postcode")


def orders(tenant: Tenant) -> Iterable[bytes]:
    return csv_pieces(_orders())


def order_lines(tenant: Tenant) -> Iterable[bytes]:
    return csv_pieces(_lines())


def _orders() -> Iterator[list[object]]:
    yield list(_ORDER)
    for order in Order.objects.order_by("pk").iterator(500):
        figures = (
            order.items_minor, order.discount_minor, order.shipping_minor, order.tax_minor,
            order.total_minor, order.refunded_minor,
        )  # fmt: skip
        yield [
            order.number,
            order.placed_at.isoformat(timespec="seconds"),
            order.state,
            order.payment_state,
            order.shipping_state,
            order.name,
            order.email,
            order.phone,
            *((order.address or {}).get(part, "") for part in _PLACE),
            order.note,
            order.currency,
            *(Money(minor, order.currency).decimal for minor in figures),
        ]


def _lines() -> Iterator[list[object]]:
    yield list(_LINE)
    lines = OrderLine.objects.select_related("order").order_by("order_id", "position")
    for line in lines.iterator(500):
        currency = line.order.currency
        yield [
            line.order.number,
            line.position,
            line.sku,
            line.title,
            line.option_text,
            line.quantity,
            currency,
            Money(line.unit_price_minor, currency).decimal,
            Money(line.discount_minor, currency).decimal,
            Money(line.total_minor, currency).decimal,
            line.shipped_quantity,
            Money(line.refunded_minor, currency).decimal,
        ]
