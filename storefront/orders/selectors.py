from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.utils.crypto import constant_time_compare

from storefront.pricing.explanation import explain
from storefront.pricing.quote import AppliedDiscount, AppliedTender, QuotedShipping, Step, TaxAmount
from tenants.directory.near_cache import NearCache

from .errors import OrderNotFound
from .models import Order, OrderLine, OrderMove, OrderSettings
from .states import OrderState


def _load_settings() -> OrderSettings:
    return OrderSettings.objects.first() or OrderSettings()


order_settings_cache: NearCache[OrderSettings] = NearCache("order_settings", _load_settings, 60)


def order_settings() -> OrderSettings:
    """The shop's waiting times; treat it as read-only."""
    return order_settings_cache.get()


@dataclass(frozen=True)
class Shopper:
    """Who looks: a signed-in customer, or a guest who holds the keys of some orders (number: key)."""

    customer_id: int | None = None
    keys: Mapping[str, str] | None = None

    def may_see(self, order: Order) -> bool:
        own = self.customer_id is not None and order.customer_id == self.customer_id
        key = (self.keys or {}).get(order.number)
        return own or (key is not None and constant_time_compare(key, order.access_token))


def order_for_shopper(number: str, shopper: Shopper) -> Order:
    """The order with its lines when this shopper may see it; raises OrderNotFound."""
    order = Order.objects.prefetch_related("lines").filter(number=number).first()
    if order is None or not shopper.may_see(order):
        raise OrderNotFound
    return order


def order_by_id(order_id: int) -> Order:
    """The order with lines, discounts and tenders, for other modules; raises OrderNotFound."""
    details = Order.objects.prefetch_related("lines", "discounts", "tenders")
    order = details.filter(pk=order_id).first()
    if order is None:
        raise OrderNotFound
    return order


def order_to_pay(order_id: int) -> Order:
    """The order alone, in one query; raises OrderNotFound."""
    order = Order.objects.filter(pk=order_id).first()
    if order is None:
        raise OrderNotFound
    return order


def order_by_number(number: str) -> Order:
    """For the staff: the order with lines, discounts, tenders and moves; raises OrderNotFound."""
    details = Order.objects.prefetch_related("lines", "discounts", "tenders", "moves")
    order = details.select_related("customer").filter(number=number).first()
    if order is None:
        raise OrderNotFound
    return order


def order_of_key(idempotency_key: str) -> Order | None:
    """The order that an earlier try with this key has made."""
    return Order.objects.filter(idempotency_key=idempotency_key).first()


def orders_of(customer_id: int) -> QuerySet[Order]:
    """A customer's orders, newest first, with their lines."""
    lines = Prefetch("lines", OrderLine.objects.order_by("position"))
    return Order.objects.filter(customer_id=customer_id).prefetch_related(lines)


def counts_by_tab(orders: QuerySet[Order] | None = None) -> dict[str, int]:
    """How many orders staff find under each state, zeros included, in one query."""
    orders = Order.objects.all() if orders is None else orders
    counts = dict.fromkeys(OrderState.values, 0)
    groups = orders.order_by().values_list("state", "pay_on_delivery").annotate(Count("pk"))
    for state, on_delivery, count in groups:
        to_send = on_delivery and state == OrderState.AWAITING_PAYMENT
        counts[OrderState.PAID if to_send else state] += count
    return counts


def explanation_of(order: Order) -> tuple[Step, ...]:
    """How the order's total came about, in the active language."""
    return explain(
        items_minor=order.items_minor,
        discounts=[
            AppliedDiscount(d.source, d.label, d.amount_minor, tuple(d.shares), d.data)
            for d in (order.discounts.all() if order.discount_minor else ())
        ],
        shipping=QuotedShipping(
            order.shipping_method,
            order.shipping_label,
            order.shipping_tax_minor,
            order.shipping_minor,
            order.shipping_facts,
        ),
        taxes=[TaxAmount(**tax) for tax in order.taxes],
        prices_include_tax=order.prices_include_tax,
        total_minor=order.total_minor,
        tenders=[
            AppliedTender(t.source, t.label, t.amount_minor, t.data)
            for t in (order.tenders.all() if order.tender_minor else ())
        ],
        payable_minor=order.payable_minor,
    )


def sold_products(product_ids: Iterable[int]) -> set[int]:
    """Those that are in any order, whatever became of it."""
    lines = OrderLine.objects.filter(product_id__in=list(product_ids))
    return set(lines.values_list("product_id", flat=True).distinct())


def cancel_reason(order: Order) -> str:
    """What staff told the shopper when they cancelled it; empty when nobody did."""
    if not order.cancelled_at:
        return ""
    moves = OrderMove.objects.filter(order=order, machine="order", verb="cancel")
    by_staff = moves.exclude(by__in=("system", "payment", "shopper", "guest"))
    return by_staff.exclude(by__startswith="shopper:").values_list("why", flat=True).first() or ""
