"""What the payment provider says of a refund's money, part by part."""

from django.db import transaction

from ..models import Refund
from ..moving import move_refund
from ..states import REFUND_MOVES


@transaction.atomic
def note_paid_back(key: str, *, amount_minor: int) -> None:
    """A part of the money has arrived; with the last one the refund is done."""
    refund = _locked(key)
    if refund is None:
        return
    refund.paid_back_minor += amount_minor
    refund.save(update_fields=["paid_back_minor"])
    if (
        refund.paid_back_minor >= refund.provider_minor
        and (refund.state, "pay_back") in REFUND_MOVES
    ):
        move_refund(refund, "pay_back", by="payment")


@transaction.atomic
def note_failed(key: str) -> None:
    """The provider refused: a person has to act."""
    refund = _locked(key)
    if refund and (refund.state, "fail") in REFUND_MOVES:
        move_refund(refund, "fail", by="payment", why="the provider could not give the money back")


def _locked(key: str) -> Refund | None:
    return Refund.objects.select_for_update(no_key=True).filter(key=key).first()
