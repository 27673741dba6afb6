"""What a cart costs when it goes somewhere: the same for the cart page, the checkout and the order."""

from collections.abc import Mapping
from typing import Any

from storefront.cart.selectors import CartView
from storefront.pricing.basket import Basket, BasketLine, Destination
from storefront.pricing.ports import Offer
from storefront.pricing.quote import Quote
from storefront.pricing.selectors import tax_table
from storefront.pricing.services import offers, quote
from storefront.shipping.selectors import shipping_rate
from tenants.profile.selectors import current_profile


def basket_of(view: CartView, *, country: str = "", region: str = "") -> Basket:
    """What can be bought of the cart, on its way to a place; the shop's own country unless told."""
    profile = current_profile()
    return Basket(
        currency=profile.currency,
        lines=tuple(
            BasketLine(
                variant_id=line.variant.variant_id,
                quantity=line.quantity,
                unit_price_minor=line.variant.price_minor,
                tax_class=line.variant.tax_class,
                requires_shipping=line.variant.requires_shipping,
                product_id=line.variant.product_id,
            )
            for line in view.lines
        ),
        destination=Destination(country or profile.country, region),
        shipping=shipping_rate(),
        taxes=tax_table(),
    )


def checkout_quote(
    basket: Basket, *, customer_id: int | None, choices: Mapping[str, Any] | None = None
) -> Quote:
    """The explained total with the discounts and tenders the shopper chose."""
    return quote(basket, customer_id=customer_id, choices=choices)


def checkout_offers(basket: Basket, *, customer_id: int | None) -> list[Offer]:
    """What a customer may use on this basket; guests have nothing."""
    return offers(basket, customer_id=customer_id) if customer_id is not None else []
