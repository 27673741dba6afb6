"""A step of a payment or a refund, with its row."""

from kernel import clock
from storefront.payments.models import Payment, PaymentMove, PaymentRefund
from storefront.payments.states import PAYMENT_MOVES, REFUND_MOVES


def move_payment(payment: Payment, verb: str, *, by: str, why: str = "", **changes: object) -> None:
    """Raises MoveRefused. `changes` are fields to store in the same statement."""
    before = payment.state
    payment.state = PAYMENT_MOVES.to(before, verb)
    for name, value in changes.items():
        setattr(payment, name, value)
    payment.save(update_fields=["state", *changes])
    _store(payment, None, verb, before, payment.state, by, why)


def move_refund(
    refund: PaymentRefund, verb: str, *, by: str, why: str = "", **changes: object
) -> None:
    """Raises MoveRefused."""
    before = refund.state
    refund.state = REFUND_MOVES.to(before, verb)
    for name, value in changes.items():
        setattr(refund, name, value)
    refund.save(update_fields=["state", *changes])
    _store(refund.payment, refund, verb, before, refund.state, by, why)


def _store(
    payment: Payment,
    refund: PaymentRefund | None,
    verb: str,
    before: str,
    after: str,
    by: str,
    why: str,
) -> None:
    PaymentMove.objects.create(
        payment=payment,
        refund=refund,
        verb=verb,
        from_state=before,
        to_state=after,
        by=by,
        why=why[:200],
        at=clock.now(),
    )
