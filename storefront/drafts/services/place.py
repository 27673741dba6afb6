"""From a draft to an order, by the service that shoppers' orders go through."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import override

from storefront.cart.selectors import cart_view
from storefront.checkout.selectors import needs_delivery
from storefront.checkout.services import OnBehalf, PlaceOrder, place_order
from storefront.orders.models import Order
from tenants.profile.selectors import current_profile

from ..errors import (
    CurrencyChanged,
    CustomerGone,
    DraftClosed,
    DraftExpired,
    NobodyChosen,
    StockShort,
)
from ..models import Draft
from ..selectors import short_lines, terms_of
from ..states import DRAFT_MOVES, DraftState
from .writing import note


@transaction.atomic
def place_draft(draft_id: int, *, by: str, expected_total_minor: int | None = None) -> Order:
    """The draft's order: stock reserved, waiting to be paid. Twice is one order.

    `expected_total_minor` is what staff saw last. Raises DraftClosed, DraftExpired, NobodyChosen, CustomerGone,
    StockShort, CurrencyChanged, and what place_order refuses with.
    """
    draft = Draft.objects.select_for_update(no_key=True, of=("self",)).get(pk=draft_id)
    if draft.state == DraftState.PLACED and draft.order:
        return draft.order
    _check(draft)
    assert draft.customer is not None
    with override(draft.customer.language or current_profile().main_language):
        order = place_order(_wish(draft, by, expected_total_minor))
    draft.state = DRAFT_MOVES.to(draft.state, "place")
    draft.order = order
    draft.save(update_fields=["state", "order"])
    note(draft, "place", by=by, number=order.number)
    return order


def _check(draft: Draft) -> None:
    if draft.state != DraftState.OPEN or draft.cart is None:
        raise DraftClosed
    if draft.is_expired:
        raise DraftExpired
    if draft.customer is None:
        raise CustomerGone(details={"name": draft.name}) if draft.name else NobodyChosen
    if draft.currency != current_profile().currency:
        raise CurrencyChanged
    view = cart_view(draft.cart)
    short = [f"{line.variant.title} ({line.quantity}/{line.wanted})" for line in short_lines(view)]
    if short:
        raise StockShort(details={"goods": ", ".join(short)})


def _wish(draft: Draft, by: str, expected_total_minor: int | None) -> PlaceOrder:
    assert draft.customer_id is not None
    assert draft.cart is not None
    view = cart_view(draft.cart)
    terms = terms_of(draft, view)
    address = draft.address if needs_delivery(view) else {}
    name = address.get("name") or draft.name
    phone = address.get("phone") or draft.phone
    if draft.delivery.startswith("pickup-"):
        address = {"name": name, "phone": phone}
    return PlaceOrder(
        cart_token=draft.cart.token,
        idempotency_key=f"draft-{draft.key.hex}",
        name=name or draft.email,
        email=draft.email,
        phone=phone,
        address=address,
        note=draft.note,
        delivery=draft.delivery,
        choices=draft.choices,
        expected_total_minor=expected_total_minor,
        on_behalf=OnBehalf(
            customer_id=draft.customer_id,
            by=by,
            prices=terms.prices,
            discounts=terms.discounts,
            pay_within=timedelta(days=draft.pay_days),
        ),
    )
