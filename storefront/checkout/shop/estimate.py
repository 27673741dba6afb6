"""The cart's total as the checkout would begin with it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from storefront.cart.ports import CartPart
from storefront.cart.selectors import CartView
from storefront.customers.countries import country_name
from storefront.customers.models import Customer
from storefront.customers.regions import region_name
from storefront.customers.selectors import addresses_of, current_customer
from storefront.pricing.basket import Destination
from storefront.shipping.selectors import delivery_options

from ..selectors import (
    basket_of,
    checkout_quote,
    chosen_option,
    destination_for,
    needs_delivery,
)


def cart_estimate(request: HttpRequest, view: CartView) -> CartPart:
    """Sent the first way to the customer's default address, or just to the shop's own country."""
    customer = current_customer(request)
    to = destination_for(view, _address(customer))
    sends = needs_delivery(view)
    option = chosen_option(delivery_options(to), "") if sends else None
    basket = basket_of(view, to=to, delivery=option)
    quote = checkout_quote(basket, customer_id=customer.pk if customer else None)
    sent = option if option and not option.point else None
    context = {"quote": quote, "sends": sends, "place": _place(to) if sent else ""}
    return CartPart("shop/checkout/estimate.html", context)


def _address(customer: Customer | None) -> Mapping[str, Any]:
    book = addresses_of(customer) if customer else []
    return vars(book[0]) if book else {}


def _place(to: Destination) -> str:
    return region_name(to.country, to.region) if to.region else country_name(to.country)
