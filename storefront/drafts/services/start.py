from typing import Any

from django.db import transaction

from kernel import clock
from storefront.cart import services as carts
from storefront.customers.models import Customer
from tenants.profile.selectors import current_profile

from ..models import Draft
from ..states import DRAFT_MOVES
from .people import choose_customer
from .writing import KEPT, note, open_draft, touch


@transaction.atomic
def start_draft(*, by: str, customer: Customer | None = None) -> Draft:
    """An empty draft, for somebody when they are known already."""
    draft = Draft.objects.create(
        state=DRAFT_MOVES.to("", "start"),
        cart=carts.open_cart(),
        currency=current_profile().currency,
        created_by=by,
        expires_at=clock.now() + KEPT,
    )
    note(draft, "start", by=by)
    if customer:
        choose_customer(draft.pk, customer.pk, by=by)
        draft.refresh_from_db()
    return draft


@transaction.atomic
def change_draft(draft_id: int, **fields: Any) -> Draft:
    """Set delivery, note, choices or pay_days: what needs no entry of its own."""
    draft = open_draft(draft_id)
    for name, value in fields.items():
        setattr(draft, name, value)
    touch(draft, *fields)
    return draft


@transaction.atomic
def take_up_again(draft_id: int, *, by: str) -> Draft:
    """An expired draft counts again; its prices and stock are today's."""
    draft = open_draft(draft_id)
    draft.expires_at = clock.now() + KEPT
    touch(draft)
    note(draft, "take_up", by=by)
    return draft


@transaction.atomic
def discard_draft(draft_id: int, *, by: str) -> Draft:
    draft = open_draft(draft_id)
    draft.state = DRAFT_MOVES.to(draft.state, "discard")
    touch(draft, "state")
    note(draft, "discard", by=by)
    return draft
