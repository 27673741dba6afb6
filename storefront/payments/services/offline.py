"""What staff say of payments no service speaks of."""

from django.db import transaction
from django.utils.translation import get_language

from integrations.payment_providers import payment_provider
from kernel import clock
from kernel.money import format_money
from storefront.orders.moving import locked_order
from storefront.payments.errors import (
    NotConfirmedByStaff,
    OrderNotPayable,
    TooLittleArrived,
    TooMuchArrived,
)
from storefront.payments.models import Payment, PaymentRefund
from storefront.payments.states import OPEN, RefundState

from .closing import close_open_payments
from .events import take_money
from .refund import complete, locked_refund


@transaction.atomic
def confirm_offline_payment(
    payment_id: int, *, by: str, arrived_minor: int | None = None
) -> Payment:
    """Staff saw the money (`by` names them), all of it. Twice is once.

    Raises NotConfirmedByStaff; TooLittleArrived, TooMuchArrived when `arrived_minor` is another amount.
    """
    order_id = Payment.objects.values_list("order_id", flat=True).get(pk=payment_id)
    order = locked_order(order_id)
    payment = Payment.objects.select_for_update(no_key=True).get(pk=payment_id)
    payment.order = order
    if not payment_provider(payment.provider).confirmed_by_staff:
        raise NotConfirmedByStaff
    if arrived_minor is not None:
        _check_amount(payment, arrived_minor)
    take_money(payment, by=by)
    return payment


def _check_amount(payment: Payment, arrived_minor: int) -> None:
    def told(minor: int) -> str:
        return format_money(minor, payment.currency, get_language() or "en")

    missing = payment.amount_minor - arrived_minor
    if missing > 0:
        raise TooLittleArrived(field="arrived", details={"missing": told(missing)})
    if missing < 0:
        raise TooMuchArrived(field="arrived", details={"over": told(-missing)})


@transaction.atomic
def record_payment_by_staff(
    order_id: int, provider_code: str, *, by: str, why: str = ""
) -> Payment:
    """Staff took the money of an order that waits for it, whatever ways the shop offers at checkout.

    Twice is once. Raises OrderNotPayable, ProviderUnknown, NotConfirmedByStaff.
    """
    order = locked_order(order_id)
    if not payment_provider(provider_code).confirmed_by_staff:
        raise NotConfirmedByStaff
    if not order.needs_payment or not order.payable_minor:
        raise OrderNotPayable
    waiting = Payment.objects.filter(order=order, provider=provider_code, state__in=OPEN)
    payment = waiting.select_for_update(no_key=True).first() or Payment.objects.create(
        order=order,
        provider=provider_code,
        amount_minor=order.payable_minor,
        currency=order.currency,
        created_at=clock.now(),
    )
    payment.order = order
    take_money(payment, by=by, why=why)
    close_open_payments(order_id, why="paid to staff")
    return payment


@transaction.atomic
def confirm_refund_by_hand(refund_id: int, *, by: str) -> PaymentRefund:
    """Staff gave the money back themselves: they had to, or the provider refused to. Twice is once.

    Raises NotConfirmedByStaff, MoreThanWasPaid.
    """
    refund = locked_refund(refund_id)
    if not refund.by_hand and refund.state != RefundState.FAILED:
        raise NotConfirmedByStaff
    complete(refund, by=by)
    _nothing_left_to_do(refund.payment)
    return refund


def _nothing_left_to_do(payment: Payment) -> None:
    waiting = payment.refunds.filter(by_hand=True, state=RefundState.REQUESTED)
    if not waiting.exists():
        payment.attention = ""
        payment.save(update_fields=["attention"])
