"""What a cart costs when it goes somewhere: the same for the cart page, the checkout and the order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from storefront.cart.selectors import CartView
from storefront.pricing.basket import Basket, BasketLine, Destination, ProposedDiscount
from storefront.pricing.ports import Offer
from storefront.pricing.price import price
from storefront.pricing.quote import Quote
from storefront.pricing.selectors import tax_table
from storefront.pricing.services import offers, quote
from storefront.shipping.selectors import DeliveryOption, delivery_options, destination_of
from tenants.profile.selectors import current_profile


def basket_of(
    view: CartView,
    *,
    to: Destination | None = None,
    delivery: DeliveryOption | None = None,
    prices: Mapping[int, int] | None = None,
    discounts: tuple[ProposedDiscount, ...] = (),
) -> Basket:
    """What can be bought of the cart, on its way to a place. `prices` and `discounts` are what staff agreed to."""
    agreed = prices or {}
    return Basket(
        currency=current_profile().currency,
        lines=tuple(
            BasketLine(
                variant_id=line.variant.variant_id,
                quantity=line.quantity,
                unit_price_minor=agreed.get(line.variant.variant_id, line.variant.price_minor),
                tax_class=line.variant.tax_class,
                requires_shipping=line.variant.requires_shipping,
                product_id=line.variant.product_id,
                weight_grams=line.variant.weight_grams,
            )
            for line in view.lines
        ),
        destination=to or destination_of({}),
        shipping=delivery.rate if delivery else None,
        taxes=tax_table(),
        discounts=discounts,
    )


@dataclass(frozen=True)
class PricedOption:
    """A choice of delivery with what it costs for this basket, as the explanation shows it."""

    option: DeliveryOption
    minor: int
    chosen: bool


def needs_delivery(view: CartView) -> bool:
    return any(line.variant.requires_shipping for line in view.lines)


def destination_for(view: CartView, address: Mapping[str, Any]) -> Destination:
    """Where the goods go, and so whose taxes count: what is not sent stays at the shop's own place."""
    return destination_of(address if needs_delivery(view) else {})


def chosen_option(options: list[DeliveryOption], code: str) -> DeliveryOption | None:
    """The option that was asked for, else the first; None when there is none."""
    asked = next((option for option in options if option.code == code), None)
    return asked or next(iter(options), None)


def priced_options(
    basket: Basket, quoted: Quote, options: list[DeliveryOption]
) -> list[PricedOption]:
    """Every option with its price after the discounts of this quote."""
    applied = tuple(
        ProposedDiscount(found.source, found.label, found.amount_minor)
        for found in quoted.discounts
    )
    chosen = basket.shipping.method if basket.shipping else ""
    return [
        PricedOption(
            option, _shown(replace(basket, discounts=applied), option), _is(option, chosen)
        )
        for option in options
    ]


@dataclass(frozen=True)
class PricedCart:
    """What the checkout and a draft of staff say of a cart: the total, and what can be chosen."""

    sends: bool
    quote: Quote
    deliveries: list[PricedOption]
    offers: list[Offer]


def priced_cart(
    view: CartView,
    *,
    address: Mapping[str, Any],
    delivery: str,
    customer_id: int | None,
    choices: Mapping[str, Any] | None = None,
    prices: Mapping[int, int] | None = None,
    discounts: tuple[ProposedDiscount, ...] = (),
) -> PricedCart:
    """The cart on its way to an address by the way of sending that was asked for, else the first."""
    sends = needs_delivery(view)
    to = destination_for(view, address)
    options = delivery_options(to) if sends else []
    chosen = chosen_option(options, delivery)
    basket = basket_of(view, to=to, delivery=chosen, prices=prices, discounts=discounts)
    quoted = checkout_quote(basket, customer_id=customer_id, choices=choices)
    return PricedCart(
        sends=sends,
        quote=quoted,
        deliveries=priced_options(basket, quoted, options),
        offers=checkout_offers(basket, customer_id=customer_id),
    )


def _is(option: DeliveryOption, method: str) -> bool:
    return option.rate.method == method


def _shown(basket: Basket, option: DeliveryOption) -> int:
    steps = price(replace(basket, shipping=option.rate)).explanation
    return sum(step.minor for step in steps if step.kind == "shipping")


def checkout_quote(
    basket: Basket, *, customer_id: int | None, choices: Mapping[str, Any] | None = None
) -> Quote:
    """The explained total with the discounts and tenders the shopper chose."""
    return quote(basket, customer_id=customer_id, choices=choices)


def checkout_offers(basket: Basket, *, customer_id: int | None) -> list[Offer]:
    """What a customer may use on this basket; guests have nothing."""
    return offers(basket, customer_id=customer_id) if customer_id is not None else []
