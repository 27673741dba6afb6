"""Orders as a table: a row for each line of an order; what belongs to the whole order is on its first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backoffice.downloads import rows_in_batches
from kernel.money import Money
from storefront.orders.models import Order, OrderLine
from tenants.directory.models import Tenant

from .ports import order_columns


def export_rows(tenant: Tenant, order_ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Headings, then the orders in the given order."""
    return rows_in_batches(tenant, order_ids, headings=_headings, rows_of=_batch)


def _batch(ids: Sequence[int]) -> Iterator[list[Any]]:
    orders = Order.objects.prefetch_related("lines").in_bulk(ids)
    more = [column.values(ids) for column in order_columns]
    for order_id in ids:
        if order_id in orders:
            yield from _rows(orders[order_id], more)


def _headings() -> list[str]:
    return [
        _("Order number"),
        _("State"),
        _("Payment"),
        _("Shipping state"),
        _("Placed at"),
        _("Paid at"),
        _("Sent at"),
        _("Buyer"),
        _("Phone"),
        _("E-mail"),
        _("Recipient"),
        _("Recipient's phone"),
        _("Country"),
        _("Region"),
        _("City"),
        _("District"),
        _("Street and house"),
        _("Postcode"),
        _("Shopper's note"),
        *(str(column.label) for column in order_columns),
        _("Product"),
        _("Options"),
        _("SKU"),
        _("Quantity"),
        _("Refunded quantity"),
        _("Unit price"),
        _("Discount on the line"),
        _("Tax on the line"),
        _("Line total"),
        _("Currency"),
        _("Shipping price"),
        _("Order total"),
        pgettext("amount", "Refunded"),
    ]


def _rows(order: Order, more: Sequence[Mapping[int, str]]) -> Iterator[list[Any]]:
    told = [*_person_and_state(order), *(values.get(order.pk, "") for values in more)]
    whole: list[Any] = [
        _amount(order, order.shipping_minor),
        _amount(order, order.total_minor),
        _amount(order, order.refunded_minor),
    ]
    for line in order.lines.all():
        yield [*told, *_line(order, line), order.currency, *whole]
        whole = ["", "", ""]


def _person_and_state(order: Order) -> list[Any]:
    address = (order.address or {}) if order.requires_shipping else {}
    return [
        order.number,
        order.get_state_display(),
        order.get_payment_state_display(),
        order.get_shipping_state_display() if order.requires_shipping else "",
        _time(order.placed_at),
        _time(order.paid_at),
        _time(order.shipped_at),
        order.name,
        order.phone,
        order.email,
        *(
            address.get(key, "")
            for key in ("name", "phone", "country", "region", "city", "district")
        ),
        " ".join(filter(None, (address.get("line1"), address.get("line2")))),
        address.get("postcode", ""),
        order.note,
    ]


def _line(order: Order, line: OrderLine) -> list[Any]:
    minors = (line.unit_price_minor, line.discount_minor, line.tax_minor, line.total_minor)
    return [
        line.title,
        line.option_text,
        line.sku,
        line.quantity,
        line.refunded_quantity,
        *(_amount(order, minor) for minor in minors),
    ]


def _amount(order: Order, minor: int) -> Any:
    return Money(minor, order.currency).decimal


def _time(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
