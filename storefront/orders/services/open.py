"""A new order: copies of what was agreed, stock kept for it, the announcement. Checkout calls it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kernel import clock
from storefront.inventory import services as inventory
from storefront.pricing.quote import Quote

from ..events import OrderPlaced, announce_about, wake_at
from ..models import Order, OrderDiscount, OrderLine, OrderMove, OrderTender
from ..search import search_text_of
from ..selectors import order_settings
from ..states import ORDER_MOVES

_READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is mistaken for something else


@dataclass(frozen=True, slots=True)
class OrderLineFacts:
    """What is copied of the goods; prices come from the quote's line at the same place."""

    product_id: int
    slug: str
    sku: str
    title: str
    option_text: str
    picture_url: str
    requires_shipping: bool


@dataclass(frozen=True, slots=True)
class NewOrder:
    """`lines` are in the order of the quote's lines."""

    idempotency_key: str
    quote: Quote
    lines: Sequence[OrderLineFacts]
    customer_id: int | None
    name: str
    email: str
    phone: str
    language: str
    address: Mapping[str, Any]
    note: str = ""
    pay_within: timedelta | None = None  # the shop's own waiting time unless told otherwise


def open_order(new: NewOrder, *, by: str) -> Order:
    """Write the order and keep its stock, in the caller's transaction; raises OutOfStock.

    The same idempotency key twice is an IntegrityError: the caller answers with the first order.
    """
    now = clock.now()
    pay_by = now + (new.pay_within or timedelta(minutes=order_settings().unpaid_minutes))
    order = _order(new, now, pay_by)
    lines = _lines(order, new)
    order.search_text = search_text_of(order, lines)
    order.save(force_insert=True)
    _write_details(order, new, lines, by)
    inventory.reserve(
        order.number, _units(new.quote), expires_at=pay_by
    )  # last, so the hot rows are locked for a short time
    announce_about(order.pk, OrderPlaced(order.pk, order.number))
    wake_at(order.pk, "payment", pay_by)
    return order


def _order(new: NewOrder, now: datetime, pay_by: datetime) -> Order:
    quote = new.quote
    return Order(
        number=_new_number(now),
        idempotency_key=new.idempotency_key,
        state=ORDER_MOVES.to("", "place"),
        customer_id=new.customer_id,
        name=new.name,
        email=new.email,
        phone=new.phone,
        language=new.language,
        address=dict(new.address),
        note=new.note,
        currency=quote.currency,
        prices_include_tax=quote.prices_include_tax,
        items_minor=quote.items_minor,
        discount_minor=quote.discount_minor,
        shipping_minor=quote.shipping.total_minor,
        shipping_tax_minor=quote.shipping.tax_minor,
        tax_minor=quote.tax_minor,
        total_minor=quote.total_minor,
        tender_minor=quote.total_minor - quote.payable_minor,
        payable_minor=quote.payable_minor,
        taxes=[asdict(tax) for tax in quote.taxes],
        requires_shipping=any(line.requires_shipping for line in new.lines),
        shipping_method=quote.shipping.method,
        shipping_label=quote.shipping.label,
        shipping_facts=dict(quote.shipping.facts),
        pay_by=pay_by,
        placed_at=now,
    )


def _new_number(now: datetime) -> str:
    """Readable, says the shop's day and not how much it sells: 261121-7K3QFM."""
    return f"{timezone.localtime(now):%y%m%d}-" + "".join(
        secrets.choice(_READABLE) for _ in range(6)
    )


def _write_details(order: Order, new: NewOrder, lines: list[OrderLine], by: str) -> None:
    quote = new.quote
    OrderLine.objects.bulk_create(lines)
    if quote.discounts:
        OrderDiscount.objects.bulk_create(
            OrderDiscount(
                order=order,
                position=position,
                source=discount.source,
                label=discount.label,
                amount_minor=discount.amount_minor,
                shares=list(discount.shares),
                data=dict(discount.data),
            )
            for position, discount in enumerate(quote.discounts)
        )
    if quote.tenders:
        OrderTender.objects.bulk_create(
            OrderTender(
                order=order,
                position=position,
                source=tender.source,
                label=tender.label,
                amount_minor=tender.amount_minor,
                data=dict(tender.data),
            )
            for position, tender in enumerate(quote.tenders)
        )
    OrderMove.objects.create(
        order=order,
        machine=ORDER_MOVES.name,
        verb="place",
        to_state=order.state,
        by=by,
        at=order.placed_at,
    )


def _lines(order: Order, new: NewOrder) -> list[OrderLine]:
    return [
        OrderLine(
            order=order,
            position=position,
            variant_id=priced.variant_id,
            product_id=facts.product_id,
            slug=facts.slug,
            sku=facts.sku,
            title=facts.title,
            option_text=facts.option_text,
            picture_url=facts.picture_url,
            requires_shipping=facts.requires_shipping,
            quantity=priced.quantity,
            unit_price_minor=priced.unit_price_minor,
            subtotal_minor=priced.subtotal_minor,
            discount_minor=priced.discount_minor,
            tax_minor=priced.tax_minor,
            tax_rate_bp=priced.tax_rate_bp,
            total_minor=priced.total_minor,
        )
        for position, (priced, facts) in enumerate(zip(new.quote.lines, new.lines, strict=True))
    ]


def _units(quote: Quote) -> dict[int, int]:
    return {line.variant_id: line.quantity for line in quote.lines}
