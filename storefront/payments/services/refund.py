"""Giving money back, the way it came."""

from datetime import timedelta
from typing import Any

import stamina
from django.db import transaction

from integrations.payment_provider import (
    ProviderEvent,
    ProviderEventKind,
    ProviderUnavailable,
    RefundAnswer,
    RefundPayment,
    RefundProgress,
)
from integrations.payment_providers import payment_provider
from integrations.payment_routes import check_again
from kernel import clock
from kernel.events import announce
from storefront.orders.moving import locked_order
from storefront.payments.errors import MoreThanWasPaid, RefundKeyReused
from storefront.payments.events import PaymentRefunded, PaymentRefundFailed
from storefront.payments.models import Attention, Payment, PaymentRefund
from storefront.payments.states import REFUND_MOVES, PaymentState, RefundState

from .moving import move_refund

LOOK_AFTER = timedelta(minutes=1)
UNDER_WAY = (RefundState.REQUESTED, RefundState.SENT)


@transaction.atomic
def refund_payment(
    order_id: int, amount_minor: int, refund_key: str, *, why: str = ""
) -> list[PaymentRefund]:
    """Give back `amount_minor` of what was paid for an order; goes out after commit.

    The same key again gives the same refunds. Raises RefundKeyReused, MoreThanWasPaid. The end is announced
    as PaymentRefunded or PaymentRefundFailed for each part.
    """
    order = locked_order(order_id)
    known = list(PaymentRefund.objects.filter(payment__order_id=order_id, key=refund_key))
    if known:
        if sum(refund.amount_minor for refund in known) != amount_minor:
            raise RefundKeyReused
        return known
    paid = Payment.objects.filter(order_id=order_id, state=PaymentState.PAID).order_by("id")
    payments = list(paid.select_for_update(no_key=True))
    # the one that paid the order; money that came without need goes back by itself, or waits for a person
    payments.sort(key=lambda payment: payment.public_id != order.payment_reference)
    return _share(payments, amount_minor, refund_key, why)


def _share(payments: list[Payment], amount_minor: int, key: str, why: str) -> list[PaymentRefund]:
    refunds, left = [], amount_minor
    for payment in payments:
        part = min(left, payment.refundable_minor)
        if part > 0:
            refunds.append(_request(payment, part, key, why))
            left -= part
    if left or amount_minor < 0:
        raise MoreThanWasPaid
    return refunds


def return_whole(payment: Payment, *, why: str) -> None:
    """A locked payment nobody needs goes back by itself."""
    _request(payment, payment.refundable_minor, f"whole-{payment.public_id}", why)


def retry_refund(refund_id: int, *, by: str) -> None:
    """Try a failed refund again. Raises MoreThanWasPaid, or MoveRefused when it has not failed."""
    with transaction.atomic():
        refund = locked_refund(refund_id)
        move_refund(refund, "retry", by=by)
        _book_again(refund)
        _go_out_after_commit(refund)


def _request(payment: Payment, amount_minor: int, key: str, why: str) -> PaymentRefund:
    refund = PaymentRefund.objects.create(
        payment=payment,
        key=key,
        amount_minor=amount_minor,
        reason=why[:200],
        created_at=clock.now(),
    )
    payment.refunded_minor += amount_minor
    payment.save(update_fields=["refunded_minor"])
    _go_out_after_commit(refund)
    return refund


def _go_out_after_commit(refund: PaymentRefund) -> None:
    from storefront.payments.tasks import send_refund as task

    public_id = refund.payment.public_id
    transaction.on_commit(lambda: check_again([public_id], clock.now() + LOOK_AFTER), robust=True)
    task.send(refund.pk)


def send_refund(refund_id: int) -> None:
    """Ask the provider; outside of any transaction. Asking twice gives the money back once."""
    refund = PaymentRefund.objects.select_related("payment").get(pk=refund_id)
    if refund.state not in UNDER_WAY or refund.by_hand:
        return
    answer = _ask(refund)
    with transaction.atomic():
        _apply_answer(locked_refund(refund_id), answer)


@stamina.retry(on=ProviderUnavailable, attempts=4, wait_initial=0.5, wait_max=8, timeout=40)
def _ask(refund: PaymentRefund) -> RefundAnswer:
    payment = refund.payment
    return payment_provider(payment.provider).refund(
        RefundPayment(
            key=refund.key,
            public_id=payment.public_id,
            provider_ref=payment.provider_ref,
            amount=refund.money,
        )
    )


def _apply_answer(refund: PaymentRefund, answer: RefundAnswer) -> None:
    match answer.progress:
        case RefundProgress.DONE:
            complete(refund, by=refund.payment.provider, provider_ref=answer.provider_ref)
        case RefundProgress.SENT:
            if (refund.state, "send") in REFUND_MOVES:
                by = refund.payment.provider
                move_refund(refund, "send", by=by, provider_ref=answer.provider_ref)
        case RefundProgress.BY_HAND:
            refund.by_hand = True
            refund.save(update_fields=["by_hand"])
            _flag(refund.payment, Attention.REFUND_BY_HAND)
        case RefundProgress.FAILED:
            fail(refund, by=refund.payment.provider, why=answer.reason)


def end_refund(payment: Payment, event: ProviderEvent) -> None:
    """What the provider says of a refund of a locked payment; one we never asked for changes nothing."""
    refund = payment.refunds.filter(key=event.refund_key).first()
    if refund is None or event.money != refund.money:
        return
    refund.payment = payment
    if event.kind is ProviderEventKind.REFUNDED:
        complete(refund, by=payment.provider)
    else:
        fail(refund, by=payment.provider)


def complete(refund: PaymentRefund, *, by: str, **changes: Any) -> None:
    """The money is back."""
    if (refund.state, "complete") not in REFUND_MOVES:
        return
    if refund.state == RefundState.FAILED:
        _book_again(refund)
    move_refund(refund, "complete", by=by, **changes)
    _announce(refund, PaymentRefunded)


def fail(refund: PaymentRefund, *, by: str, why: str = "") -> None:
    """It did not go back: the amount may be refunded again, and a person is told."""
    if (refund.state, "fail") not in REFUND_MOVES:
        return
    move_refund(refund, "fail", by=by, why=why)
    _book(refund.payment, -refund.amount_minor, Attention.REFUND_FAILED)
    _announce(refund, PaymentRefundFailed)


def _book_again(refund: PaymentRefund) -> None:
    """What a failure left open; it may have gone back by another refund since."""
    if refund.amount_minor > refund.payment.refundable_minor:
        raise MoreThanWasPaid
    _book(refund.payment, refund.amount_minor, "")


def _book(payment: Payment, amount_minor: int, attention: str) -> None:
    payment.refunded_minor += amount_minor
    payment.attention = attention
    payment.save(update_fields=["refunded_minor", "attention"])


def _announce(
    refund: PaymentRefund, event: type[PaymentRefunded] | type[PaymentRefundFailed]
) -> None:
    order_id = refund.payment.order_id
    announce(event(order_id, refund.key, refund.amount_minor), aggregate=f"order:{order_id}")


def locked_refund(refund_id: int) -> PaymentRefund:
    """Order, then payment, then the refund as it is now."""
    refund = PaymentRefund.objects.select_related("payment").get(pk=refund_id)
    order = locked_order(refund.payment.order_id)
    payment = Payment.objects.select_for_update(no_key=True).get(pk=refund.payment_id)
    payment.order = order
    refund.refresh_from_db()
    refund.payment = payment
    return refund


def _flag(payment: Payment, attention: Attention) -> None:
    payment.attention = attention
    payment.save(update_fields=["attention"])
