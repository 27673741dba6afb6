"""Reads: a draft with today's prices and stock, and lists of drafts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kernel import clock
from storefront.cart.selectors import CartLineView, CartView, cart_view
from storefront.checkout.selectors import PricedOption, priced_cart
from storefront.customers.models import Customer
from storefront.pricing.basket import ProposedDiscount
from storefront.pricing.ports import Offer
from storefront.pricing.quote import Quote

from .models import AgreedPrice, Draft
from .states import DraftState

AGREED, GIVEN = "agreed_price", "staff_discount"


@dataclass(frozen=True)
class DraftLineView:
    """One of the goods: what the shop asks, and what was agreed instead."""

    line: CartLineView
    agreed: AgreedPrice | None

    @property
    def price_minor(self) -> int:
        return self.agreed.price_minor if self.agreed else self.line.variant.price_minor

    @property
    def total_minor(self) -> int:
        return self.price_minor * self.line.quantity


@dataclass(frozen=True)
class DraftView:
    """A draft as the screen shows it and as it would be ordered."""

    draft: Draft
    cart: CartView
    lines: tuple[DraftLineView, ...]
    quote: Quote
    deliveries: list[PricedOption]
    offers: list[Offer]
    sends: bool


@dataclass(frozen=True)
class Terms:
    """What staff agreed to: prices above the shop's count as such, those below are told as a discount."""

    prices: dict[int, int]
    discounts: tuple[ProposedDiscount, ...]


def terms_of(draft: Draft, cart: CartView) -> Terms:
    """In the language that is active: the labels stay with the order."""
    agreed = {price.variant_id: price for price in draft.prices.all()}
    higher: dict[int, int] = {}
    discounts: list[ProposedDiscount] = []
    for line in cart.lines:
        price = agreed.get(line.variant.variant_id)
        if price is None:
            continue
        less = line.variant.price_minor - price.price_minor
        if less < 0:
            higher[line.variant.variant_id] = price.price_minor
        elif less > 0:
            discounts.append(_agreed_discount(price, line, less * line.quantity))
    if draft.discount_minor:
        label = _("Discount: %(reason)s") % {"reason": draft.discount_reason}
        data = {"draft": draft.reference, "reason": draft.discount_reason}
        discounts.append(ProposedDiscount(GIVEN, label, draft.discount_minor, data))
    return Terms(higher, tuple(discounts))


def _agreed_discount(price: AgreedPrice, line: CartLineView, amount: int) -> ProposedDiscount:
    words = {"title": line.variant.title, "reason": price.reason}
    return ProposedDiscount(
        AGREED,
        (_("Agreed price, %(title)s: %(reason)s") % words)[:120],
        amount,
        {"by": price.by, "reason": price.reason, "price_minor": price.price_minor},
        frozenset([price.variant_id]),
    )


def view_of(draft: Draft) -> DraftView:
    """Today's prices, stock, ways of sending and total."""
    cart = cart_view(draft.cart)
    terms = terms_of(draft, cart)
    priced = priced_cart(
        cart,
        address=draft.address,
        delivery=draft.delivery,
        customer_id=draft.customer_id,
        choices=draft.choices,
        prices=terms.prices,
        discounts=terms.discounts,
    )
    agreed = {price.variant_id: price for price in draft.prices.all()}
    return DraftView(
        draft=draft,
        cart=cart,
        lines=tuple(
            DraftLineView(line, agreed.get(line.variant.variant_id)) for line in cart.lines
        ),
        quote=priced.quote,
        deliveries=priced.deliveries,
        offers=priced.offers,
        sends=priced.sends,
    )


def drafts(*, tab: str = "") -> QuerySet[Draft]:
    """Last touched first; open ones unless a tab says otherwise."""
    found = Draft.objects.select_related("customer", "order")
    now = clock.now()
    if tab == "expired":
        return found.filter(state=DraftState.OPEN, expires_at__lte=now)
    if tab in (DraftState.PLACED, DraftState.DISCARDED):
        return found.filter(state=tab)
    return found.filter(state=DraftState.OPEN, expires_at__gt=now)


def customers_matching(query: str, most: int = 8) -> list[Customer]:
    """By name, e-mail or phone, members before guests; nothing for an empty search."""
    words = query.split()[:4]
    if not words:
        return []
    found = Customer.objects.select_related("user")
    for word in words:
        digits = word.lstrip("+").replace("-", "")
        person = Q(name__icontains=word) | Q(email__icontains=word)
        found = found.filter(person | Q(phone__contains=digits) if digits.isdecimal() else person)
    return list(found.order_by("user", "-created_at")[:most])


def short_lines(cart: CartView) -> Iterable[CartLineView]:
    """Goods of which there is less than wanted, or none any more."""
    return [line for line in (*cart.gone, *cart.lines) if line.quantity < line.wanted]
