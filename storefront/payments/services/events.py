"""What a provider's word changes. Any message may come twice, late or in the wrong order."""

from django.db import IntegrityError, transaction

from integrations.payment_provider import ProviderEvent, ProviderEventKind
from kernel import clock
from storefront.orders.moving import locked_order
from storefront.orders.services import mark_locked_paid
from storefront.payments.errors import PaymentNotFound
from storefront.payments.models import Attention, Payment, WebhookEvent
from storefront.payments.states import PAYMENT_MOVES

from .moving import move_payment
from .refund import end_refund, return_whole

_VERBS = {
    ProviderEventKind.PENDING: "start",
    ProviderEventKind.FAILED: "fail",
    ProviderEventKind.CANCELLED: "cancel",
}


def apply_provider_event(event: ProviderEvent, *, provider: str) -> None:
    """Let one proven message of a provider act on its payment, once. Raises PaymentNotFound.

    Locks the order, then the payment. What the message claims is compared with what we asked for;
    what does not fit is left for a person and changes nothing else.
    """
    with transaction.atomic():
        payment = _locked_payment(event.public_id, provider)
        if not _is_first(event, payment):
            return
        if _fits(event, payment):
            _apply(event, payment)


def take_money(payment: Payment, *, by: str, why: str = "") -> None:
    """The money of a locked payment is there. Its order, locked too, is paid with it, or it goes back."""
    if (payment.state, "pay") not in PAYMENT_MOVES:
        return
    move_payment(payment, "pay", by=by, why=why, paid_at=clock.now())
    who = "payment" if by == payment.provider else by
    if not mark_locked_paid(payment.order, reference=payment.public_id, by=who):
        _flag(payment, Attention.NOT_NEEDED)
        return_whole(payment, why="the order did not need it any more")


def _apply(event: ProviderEvent, payment: Payment) -> None:
    if event.kind is ProviderEventKind.PAID:
        take_money(payment, by=payment.provider)
    elif event.kind in (ProviderEventKind.REFUNDED, ProviderEventKind.REFUND_FAILED):
        end_refund(payment, event)
    elif (payment.state, _VERBS[event.kind]) in PAYMENT_MOVES:
        move_payment(payment, _VERBS[event.kind], by=payment.provider)


def _locked_payment(public_id: str, provider: str) -> Payment:
    mine = Payment.objects.filter(public_id=public_id, provider=provider)
    order_id = mine.values_list("order_id", flat=True).first()
    if order_id is None:
        raise PaymentNotFound
    order = locked_order(order_id)
    payment = mine.select_for_update(no_key=True).get()
    payment.order = order
    return payment


def _is_first(event: ProviderEvent, payment: Payment) -> bool:
    try:
        with transaction.atomic():
            WebhookEvent.objects.create(
                provider=payment.provider,
                event_id=event.event_id,
                payment=payment,
                kind=event.kind,
                received_at=clock.now(),
            )
    except IntegrityError:
        return False
    return True


def _fits(event: ProviderEvent, payment: Payment) -> bool:
    if payment.provider_ref and event.provider_ref != payment.provider_ref:
        _flag(payment, Attention.OTHER_REFERENCE)
        return False
    if event.kind is ProviderEventKind.PAID and event.money != payment.money:
        _flag(payment, Attention.OTHER_AMOUNT)
        return False
    return True


def _flag(payment: Payment, attention: Attention) -> None:
    payment.attention = attention
    payment.save(update_fields=["attention"])
