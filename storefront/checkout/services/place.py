"""place_order: one transaction from an open cart to an order that waits for its payment.

The cart's row is locked first, so pressing the button twice makes the second wait and then find the first
one's order. The stock's rows are locked last, for as short as can be.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from storefront.cart.selectors import CartLineView, CartView, cart_view
from storefront.cart.services import cart_to_order, close_cart
from storefront.customers.models import Customer
from storefront.customers.regions import region_name
from storefront.customers.services import customer_for_checkout
from storefront.inventory.errors import OutOfStock
from storefront.orders.models import Order
from storefront.orders.selectors import order_of_key
from storefront.orders.services import NewOrder, OrderLineFacts, mark_paid, open_order
from storefront.pricing.basket import Destination, ProposedDiscount
from storefront.pricing.ports import discount_sources, tender_sources
from storefront.pricing.quote import Quote
from storefront.shipping.selectors import DeliveryOption, countries_served, delivery_options
from storefront.shipping.services import expect_pickup
from tenants.accounts.models import User

from ..errors import (
    CartEmpty,
    DeliveryNotOffered,
    NoAddress,
    NotSentThere,
    NotSentToPlace,
    TotalChanged,
)
from ..selectors import (
    basket_of,
    checkout_quote,
    chosen_option,
    destination_for,
    destination_of,
    needs_delivery,
)


@dataclass(frozen=True)
class OnBehalf:
    """Staff order for a customer: who, what was agreed with them, and how long they may take to pay."""

    customer_id: int
    by: str
    prices: Mapping[int, int] = field(default_factory=dict)
    discounts: tuple[ProposedDiscount, ...] = ()
    pay_within: timedelta | None = None


@dataclass(frozen=True)
class PlaceOrder:
    """All that one order needs.

    `address`: name, phone, country, region, city, district, line1, line2,
    postcode; name and phone are enough for a pick-up, and goods that are not sent leave none of it. `delivery`: the code of the way of sending or pick-up point,
    "" takes the first. `choices`: what of the sources is used, {"points": 300}. `expected_total_minor`: what
    the shopper was shown last; None takes today's total. The same `idempotency_key` is the same order.
    """

    cart_token: UUID
    idempotency_key: str
    name: str
    address: Mapping[str, str]
    email: str = ""
    phone: str = ""
    user: User | None = None
    note: str = ""
    delivery: str = ""
    choices: Mapping[str, Any] = field(default_factory=dict)
    expected_total_minor: int | None = None
    on_behalf: OnBehalf | None = None


def place_order(wish: PlaceOrder) -> Order:
    """The order, new or made by an earlier try with the same key.

    Raises CartEmpty, OutOfStock, TotalChanged, NoAddress, NotSentThere, or what a discount source refuses with.
    """
    for last_try in (False, True):
        try:
            return _place(wish)
        except IntegrityError:  # the key or, once in a long while, the order's number is taken
            first = order_of_key(wish.idempotency_key)
            if first:
                return first
            if last_try:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _place(wish: PlaceOrder) -> Order:
    cart = cart_to_order(wish.cart_token)
    if cart is None:
        return _placed_before(wish)
    view = cart_view(cart)
    _check_goods(view, wish)
    order = _open(wish, view, _customer(wish))
    close_cart(cart)
    return order


def _customer(wish: PlaceOrder) -> Customer:
    if wish.on_behalf:
        return Customer.objects.get(pk=wish.on_behalf.customer_id)
    return customer_for_checkout(
        user=wish.user,
        name=wish.name,
        email=wish.email,
        phone=wish.phone,
        language=get_language() or "",
    )


def _placed_before(wish: PlaceOrder) -> Order:
    first = order_of_key(wish.idempotency_key)
    if first is None:
        raise CartEmpty
    return first


def _check_goods(view: CartView, wish: PlaceOrder) -> None:
    """All of the cart can be bought, or the shopper has seen the total of what is left."""
    missing = [line for line in (*view.gone, *view.lines) if line.quantity < line.wanted]
    if missing and (wish.expected_total_minor is None or not view.lines):
        raise OutOfStock({line.variant.variant_id: line.quantity for line in missing})
    if not view.lines:
        raise CartEmpty


def _delivery(view: CartView, wish: PlaceOrder) -> DeliveryOption | None:
    """How it gets there; None for goods that are not sent."""
    if not needs_delivery(view):
        return None
    if not wish.delivery.startswith("pickup-") and not wish.address.get("line1"):
        raise NoAddress
    to = destination_of(wish.address)
    options = delivery_options(to)
    if wish.delivery and not any(option.code == wish.delivery for option in options):
        raise DeliveryNotOffered(field="delivery") if options else not_sent_to(to)
    option = chosen_option(options, wish.delivery)
    if option is None or (option.point and not wish.delivery):
        raise not_sent_to(to)
    return option


def not_sent_to(to: Destination) -> NotSentThere:
    """The refusal in clear words: the country, or the province where only that is not served."""
    if to.country not in countries_served() or not to.region:
        return NotSentThere(field="country")
    name = region_name(to.country, to.region)
    return NotSentToPlace(field="region", details={"place": name})


def _open(wish: PlaceOrder, view: CartView, customer: Customer) -> Order:
    quote = _agreed_quote(wish, view, customer)
    order = open_order(_new_order(wish, view, customer, quote), by=_who(wish))
    _hold(order, quote)
    if order.pickup:
        expect_pickup(order, by=_who(wish))
    if order.payable_minor == 0:
        mark_paid(order.pk, reference="nothing to pay", by="system")
        order.refresh_from_db()
    return order


def _agreed_quote(wish: PlaceOrder, view: CartView, customer: Customer) -> Quote:
    agreed = wish.on_behalf
    basket = basket_of(
        view,
        to=destination_for(view, wish.address),
        delivery=_delivery(view, wish),
        prices=agreed.prices if agreed else None,
        discounts=agreed.discounts if agreed else (),
    )
    known = wish.user or agreed
    quote = checkout_quote(basket, customer_id=customer.pk if known else None, choices=wish.choices)
    if wish.expected_total_minor not in (None, quote.payable_minor):
        raise TotalChanged
    return quote


def _new_order(wish: PlaceOrder, view: CartView, customer: Customer, quote: Quote) -> NewOrder:
    return NewOrder(
        idempotency_key=wish.idempotency_key,
        quote=quote,
        lines=[_line_facts(line) for line in view.lines],
        customer_id=customer.pk,
        name=wish.name,
        email=wish.email or customer.email,
        phone=wish.phone or customer.phone,
        language=get_language() or customer.language,
        address=wish.address if needs_delivery(view) else {},
        note=wish.note,
        pay_within=wish.on_behalf.pay_within if wish.on_behalf else None,
    )


def _line_facts(line: CartLineView) -> OrderLineFacts:
    variant = line.variant
    return OrderLineFacts(
        product_id=variant.product_id,
        slug=variant.slug,
        sku=variant.sku,
        title=variant.title,
        option_text=variant.option_text,
        picture_url=variant.picture.src if variant.picture else "",
        requires_shipping=variant.requires_shipping,
    )


def _hold(order: Order, quote: Quote) -> None:
    """Each source sets aside what the order uses of it; one that cannot refuses the whole order."""
    for source in discount_sources:
        used = [d for d in quote.discounts if d.source == source.code]
        if used:
            source.hold(order, used)
    for tender_source in tender_sources:
        paid = [t for t in quote.tenders if t.source == tender_source.code]
        if paid:
            tender_source.hold(order, paid)


def _who(wish: PlaceOrder) -> str:
    if wish.on_behalf:
        return wish.on_behalf.by
    return f"shopper:{wish.user.pk}" if wish.user else "guest"
