"""Asking the provider when nothing was heard."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from integrations.payment_provider import ProviderUnavailable
from integrations.payment_providers import payment_provider
from integrations.payment_routes import check_again
from kernel import clock
from storefront.payments.models import Payment, PaymentRefund

from .events import apply_provider_event
from .refund import UNDER_WAY, send_refund

log = logging.getLogger(__name__)

SHORTEST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=7)


def ask_after_payment(payment: Payment) -> None:
    """Let the provider say how a payment stands, and act on it. Raises ProviderUnavailable.

    Outside of any transaction. Most often it knows nothing new, and nothing is written.
    """
    event = payment_provider(payment.provider).query(payment.public_id, payment.provider_ref)
    if event and event.kind != payment.state:
        apply_provider_event(event, provider=payment.provider)


def look_after_payments(public_ids: Iterable[str]) -> None:
    """Ask after these payments of this shop and after their refunds; plan when to ask again."""
    for payment in Payment.objects.filter(public_id__in=list(public_ids)):
        try:
            _look_after(payment)
        except ProviderUnavailable:
            log.warning("provider_unavailable: %s %s", payment.provider, payment.public_id)
        payment.refresh_from_db()
        check_again([payment.public_id], _next_check(payment))


def _look_after(payment: Payment) -> None:
    if payment.is_open:
        ask_after_payment(payment)
    for refund in _refunds_under_way(payment):
        send_refund(refund.pk)


def _refunds_under_way(payment: Payment) -> QuerySet[PaymentRefund]:
    return payment.refunds.filter(state__in=UNDER_WAY, by_hand=False)


def _next_check(payment: Payment) -> datetime | None:
    """Later and later; None when there is nothing to wait for."""
    waits = payment.is_open or _refunds_under_way(payment).exists()
    age = clock.now() - payment.created_at
    if not waits or (payment.is_open and age > GIVE_UP_AFTER):
        return None
    return clock.now() + min(max(age, SHORTEST_WAIT), LONGEST_WAIT)
