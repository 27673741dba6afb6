"""The tax settings worked out: what a shopper of each place pays for the same goods."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from kernel.money import digits
from storefront.customers.countries import country_name
from storefront.customers.regions import region_name
from storefront.pricing.basket import Basket, BasketLine, Destination, ShippingRate, TaxTable
from storefront.pricing.price import price
from storefront.pricing.quote import Quote

MOST = 6


@dataclass(frozen=True)
class Example:
    """`place` in words and the explained price there."""

    place: str
    quote: Quote


def examples(taxes: TaxTable, *, country: str, currency: str) -> list[Example]:
    """Goods of 100 and shipping of 10, to the shop's own country and to every place with a rate of its own."""
    named = [(rule.country, rule.region) for rule in taxes.rules if rule.country]
    places = list(dict.fromkeys([(country, ""), *named]))[:MOST]
    unit = 10 ** digits(currency)
    basket = Basket(
        currency=currency,
        lines=(BasketLine(1, 1, 100 * unit),),
        shipping=ShippingRate("example", _("Shipping"), 10 * unit),
        taxes=taxes,
    )
    return [Example(_name(*place), _price_in(basket, *place)) for place in places]


def _price_in(basket: Basket, country: str, region: str) -> Quote:
    return price(replace(basket, destination=Destination(country, region)))


def _name(country: str, region: str) -> str:
    if not region:
        return country_name(country)
    return f"{region_name(country, region)}, {country_name(country)}"
