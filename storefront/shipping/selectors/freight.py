"""What sending an order elsewhere would cost, said before its address is corrected. Nothing is computed anew."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kernel.money import format_money
from storefront.orders.models import Order
from storefront.pricing.basket import Destination
from storefront.pricing.freight import Load, charge

from .options import delivery_options, destination_of


def freight_remark(order: Order, address: Mapping[str, str]) -> str:
    """Empty when the order's way of sending costs the same there by today's rates, or is no longer known."""
    here, there = destination_of(order.address or {}), destination_of(address)
    if here == there:
        return ""
    before, after = _charged(order, here), _charged(order, there)
    if before is None or before == after:
        return ""
    if after is None:
        way = order.shipping_label or _("Shipping")
        return _("You do not send there by “%(way)s”.") % {"way": way}
    words = {"new": _money(order, after), "paid": _money(order, _paid(order))}
    return (
        _("Sending there costs %(new)s; this order was charged %(paid)s, and that stays.") % words
    )


def _charged(order: Order, to: Destination) -> int | None:
    ways = (o.rate for o in delivery_options(to) if o.rate.method == order.shipping_method)
    rate = next(ways, None)
    return charge(rate, _load(order)).minor if rate else None


def _load(order: Order) -> Load:
    return Load(
        units=sum(line.quantity for line in order.lines.all() if line.requires_shipping),
        grams=order.shipping_facts.get("grams", 0),
        goods_minor=order.items_minor - order.discount_minor,
    )


def _paid(order: Order) -> int:
    return order.shipping_minor - (0 if order.prices_include_tax else order.shipping_tax_minor)


def _money(order: Order, minor: int) -> str:
    return format_money(minor, order.currency, get_language() or "en")
