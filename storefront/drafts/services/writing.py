"""What every change of a draft does: lock it, refuse a closed one, write who did what."""

from datetime import timedelta
from typing import Any

from kernel import clock
from storefront.cart.models import Cart

from ..errors import DraftClosed
from ..models import Draft, DraftEntry
from ..states import DraftState

KEPT = timedelta(days=14)


def open_draft(draft_id: int) -> Draft:
    """The draft, ours until the transaction ends; raises DraftClosed."""
    draft = Draft.objects.select_for_update(no_key=True, of=("self",)).get(pk=draft_id)
    if draft.state != DraftState.OPEN:
        raise DraftClosed
    return draft


def touch(draft: Draft, *fields: str) -> None:
    """Save the fields; whoever works on a draft keeps it, and its cart, alive."""
    now = clock.now()
    if not draft.is_expired:  # an expired one is taken up again on purpose
        draft.expires_at = now + KEPT
    draft.updated_at = now
    draft.save(update_fields=[*fields, "updated_at", "expires_at"])
    if draft.cart_id is not None:
        Cart.objects.filter(pk=draft.cart_id).update(updated_at=now)


def note(draft: Draft, verb: str, *, by: str, **facts: Any) -> None:
    DraftEntry.objects.create(draft=draft, verb=verb, facts=facts, by=by)
