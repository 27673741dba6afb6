"""What the checkout page shows: goods, form, fields of the discount sources, the explained total."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from storefront.cart.selectors import CartView, cart_view
from storefront.cart.shop.current import current_cart
from storefront.customers.models import Customer
from storefront.customers.selectors import addresses_of, current_customer
from storefront.payments.selectors import ways_to_pay
from storefront.pricing.ports import Offer
from storefront.pricing.quote import Quote
from storefront.shipping.selectors import countries_served

from ..errors import NotSentThere
from ..selectors import PricedOption, destination_of, needs_delivery, priced_cart
from ..services import not_sent_to
from .forms import CheckoutForm, first_form

USE = "use_"


@dataclass(frozen=True)
class OfferField:
    offer: Offer
    name: str
    value: int


@dataclass(frozen=True)
class Page:
    cart: CartView
    form: CheckoutForm
    quote: Quote
    offers: list[OfferField]
    deliveries: list[PricedOption]
    sends: bool

    def context(self) -> dict[str, Any]:
        return {
            "cart": self.cart,
            "form": self.form,
            "quote": self.quote,
            "offers": self.offers,
            "deliveries": self.deliveries,
            "sends": self.sends,
            "not_sent": str(self._refusal()) if self.sends and not self.deliveries else "",
            "ways": ways_to_pay(delivered=self.sends),
            "chosen_way": self.form.data.get("way", ""),
            "tab": "cart",
        }

    def _refusal(self) -> NotSentThere:
        return not_sent_to(destination_of(_address(self.form)))


def page_of(request: HttpRequest, form: CheckoutForm | None = None) -> Page | None:
    """The page for the visitor's cart; None when there is nothing in it to buy."""
    found = current_cart(request)
    view = cart_view(found)
    if found is None or not view.lines:
        return None
    customer = current_customer(request)
    form = form or _first_form(customer, found.token, sends=needs_delivery(view))
    uses = chosen_uses(form.data)
    priced = priced_cart(
        view,
        address=_address(form),
        delivery=form.data.get("delivery", ""),
        customer_id=customer.pk if customer else None,
        choices=uses,
    )
    fields = [OfferField(o, USE + o.code, uses.get(o.code, 0)) for o in priced.offers]
    return Page(view, form, priced.quote, fields, priced.deliveries, priced.sends)


def chosen_uses(data: Mapping[str, Any]) -> dict[str, int]:
    """What the shopper typed into the sources' fields: {"points": 300}. What is no number counts as none."""
    typed = {name.removeprefix(USE): data[name] for name in data if name.startswith(USE)}
    return {code: int(text) for code, text in typed.items() if text.isdecimal() and len(text) <= 12}


def _first_form(customer: Customer | None, token: UUID, *, sends: bool) -> CheckoutForm:
    book = addresses_of(customer) if customer else []
    country = countries_served()[0]
    return first_form(cart=token, customer=customer, book=book, country=country, sends=sends)


def _address(form: CheckoutForm) -> Mapping[str, Any]:
    """Where it would go by what the form says so far."""
    entry = form.book.get(form.chosen)
    if entry:
        return vars(entry)
    return form.data if form.is_bound else form.initial
