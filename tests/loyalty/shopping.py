"""Orders for tests of loyalty: priced, opened, paid, received and refunded by the real services.

Only goods (variants that stock does not track) and the payment provider's side of a refund are made up.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from kernel import clock
from kernel.events.draining import drain
from loyalty.members.models import Member
from loyalty.members.services import member_of
from storefront.aftersales.services import RefundWish, preview_refund, refund
from storefront.customers.models import Customer
from storefront.orders.models import Order
from storefront.orders.services import (
    NewOrder,
    OrderLineFacts,
    cancel_order,
    confirm_receipt,
    mark_paid,
    open_order,
)
from storefront.pricing.basket import Basket, BasketLine, ShippingRate
from storefront.pricing.ports import PricingContext, discount_sources
from storefront.pricing.price import price
from tenants.accounts.models import User

_numbers = itertools.count(1)
Line = tuple[int, int]  # quantity, unit price in minor units


def new_member(name: str = "Mei") -> Member:
    number = next(_numbers)
    user = User.objects.create_user(
        username=f"shopper-{number}", email=f"shopper-{number}@example.com"
    )
    member = member_of(Customer.objects.create(user=user, name=name, email=user.email))
    assert member is not None
    return member


def context(member: Member | None, lines: Sequence[Line], points: object = None) -> PricingContext:
    basket = _basket(lines)
    return PricingContext(
        basket=basket,
        left_minor=sum(quantity * price_minor for quantity, price_minor in lines),
        customer_id=member.customer_id if member else None,
        choices={} if points is None else {"points": points},
    )


@transaction.atomic
def place(
    member: Member | None, *lines: Line, points: int = 0, customer: Customer | None = None
) -> Order:
    """An order of made-up goods, with points set aside for it."""
    asked = context(member, lines, points)
    source = next(source for source in discount_sources if source.code == "points")
    quote = price(replace(asked.basket, discounts=tuple(source.propose(asked))))
    facts = OrderLineFacts(
        product_id=1,
        slug="tea",
        sku="",
        title="Tea",
        option_text="",
        picture_url="",
        requires_shipping=True,
    )
    new = NewOrder(
        idempotency_key=f"order-{next(_numbers)}",
        quote=quote,
        lines=[facts] * len(lines),
        customer_id=member.customer_id if member else getattr(customer, "pk", None),
        name="Mei",
        email="mei@example.com",
        phone="",
        language="en",
        address={},
    )
    order = open_order(new, by="test")
    used = [discount for discount in quote.discounts if discount.source == "points"]
    if used:
        source.hold(order, used)
    return order


def pay(order: Order) -> None:
    assert mark_paid(order.pk, reference=f"pay-{order.pk}")


def cancel(order: Order) -> None:
    cancel_order(order.pk, by="test")


def receive(order: Order) -> None:
    """Shipped and arrived."""
    Order.objects.filter(pk=order.pk, state="paid").update(state="shipped", shipped_at=clock.now())
    confirm_receipt(order.pk, by="test")


def wish(order: Order, *units: int) -> RefundWish:
    lines = order.lines.order_by("position")
    return RefundWish(units={line.pk: n for line, n in zip(lines, units, strict=True) if n})


def give_back(order: Order, *units: int) -> None:
    """Refund so many units of each line."""
    refund(order.pk, wish(order, *units), by="test", key=f"refund-{next(_numbers)}")


def preview(order: Order, *units: int) -> list[tuple[str, int]]:
    effects = preview_refund(order.pk, wish(order, *units)).effects
    return [(str(effect.label), effect.amount) for effect in effects]


def settle() -> None:
    """React to everything announced so far."""
    assert drain().failed == 0


def _basket(lines: Sequence[Line]) -> Basket:
    return Basket(
        currency="CNY",
        lines=tuple(
            BasketLine(variant_id=900_000 + number, quantity=quantity, unit_price_minor=unit)
            for number, (quantity, unit) in enumerate(lines)
        ),
        shipping=ShippingRate("standard", "Standard", 800),
    )
