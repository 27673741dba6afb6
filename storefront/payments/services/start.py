"""Opening a payment: our row first, then the provider, then what it answered. Safe to repeat at any point."""

from dataclasses import dataclass
from datetime import timedelta

import stamina
from django.db import IntegrityError, transaction

from integrations.payment_provider import (
    PaymentProvider,
    PaymentStarted,
    ProviderRefused,
    ProviderUnavailable,
    StartPayment,
)
from integrations.payment_providers import payment_provider
from integrations.payment_routes import add_route
from kernel import clock
from kernel.schema import current_schema
from storefront.orders.models import Order
from storefront.orders.selectors import order_to_pay
from storefront.orders.services import extend_payment_time, mark_paid
from storefront.payments import addresses
from storefront.payments.errors import OrderNotPayable
from storefront.payments.models import Payment
from storefront.payments.selectors import instructions_for, offered_provider, payment_settings
from storefront.payments.states import OPEN, PaymentState
from tenants.profile.selectors import current_profile

from .moving import move_payment

SHOPPER = "shopper"


@dataclass(frozen=True)
class PaymentStart:
    """Send the shopper to `redirect_url`: the provider's page, or ours with the instructions."""

    public_id: str
    redirect_url: str
    instructions: str = ""


def start_payment(order_id: int, provider_code: str) -> PaymentStart:
    """Open a payment of what the order needs, or find the open one.

    Call outside of any transaction: it ends one before it speaks with the provider. Raises OrderNotPayable,
    WayToPayNotOffered, ProviderUnavailable, ProviderRefused; after ProviderUnavailable call it again.
    """
    order = order_to_pay(order_id)
    if not order.needs_payment:
        raise OrderNotPayable
    if order.payable_minor == 0:
        return _nothing_to_pay(order)
    provider = offered_provider(provider_code, delivered=order.requires_shipping)
    payment = _open_payment(order, provider)
    if payment.state == PaymentState.CREATED:
        payment = _start_at_provider(payment, provider)
    path = addresses.payment_path(payment.public_id)
    return PaymentStart(payment.public_id, payment.redirect_url or path, payment.instructions)


def _nothing_to_pay(order: Order) -> PaymentStart:
    """Points, cards and stored value cover all of it."""
    mark_paid(order.pk, reference="nothing-to-pay", by=SHOPPER)
    return PaymentStart("", addresses.thanks_path(order.number))


def _open_payment(order: Order, provider: PaymentProvider) -> Payment:
    """A new payment with this provider, or the order's open one: the database lets only one be open."""
    try:
        return _create(order, provider)
    except IntegrityError:
        found = Payment.objects.filter(order=order, provider=provider.code, state__in=OPEN).first()
    if found is None:
        raise OrderNotPayable
    found.order = order
    return found


def _create(order: Order, provider: PaymentProvider) -> Payment:
    with transaction.atomic(durable=True):
        return Payment.objects.create(
            order=order,
            provider=provider.code,
            amount_minor=order.payable_minor,
            currency=order.currency,
            created_at=clock.now(),
        )


def _start_at_provider(payment: Payment, provider: PaymentProvider) -> Payment:
    if not provider.confirmed_by_staff:
        add_route(payment.public_id, provider=provider.code, schema_name=current_schema())
    try:
        started = _ask(provider, _request(payment))
    except ProviderRefused as refused:
        with transaction.atomic():
            why = refused.details.get("reason", "")
            move_payment(payment, "fail", by=provider.code, why=why)
        raise
    return _remember(payment.pk, started)


@stamina.retry(on=ProviderUnavailable, attempts=2, wait_initial=0.2, timeout=8)
def _ask(provider: PaymentProvider, request: StartPayment) -> PaymentStarted:
    return provider.start(request)


def _request(payment: Payment) -> StartPayment:
    order = payment.order
    return StartPayment(
        public_id=payment.public_id,
        amount=payment.money,
        title=order.number,
        shop_name=current_profile().name,
        language=order.language,
        return_url=addresses.return_url(payment.public_id),
        webhook_path=addresses.webhook_path(payment.provider),
        instructions=instructions_for(payment.provider),
    )


def _remember(payment_id: int, started: PaymentStarted) -> Payment:
    """Its message may have come before its answer: then only what is missing is stored."""
    with transaction.atomic():
        payment = Payment.objects.select_for_update(no_key=True).get(pk=payment_id)
        links = {
            "provider_ref": started.provider_ref,
            "redirect_url": started.redirect_url,
            "instructions": started.instructions,
        }
        if payment.state == PaymentState.CREATED:
            move_payment(payment, "start", by=SHOPPER, **links)
    if payment_provider(payment.provider).confirmed_by_staff:
        _wait_longer(payment)
    return payment


def _wait_longer(payment: Payment) -> None:
    """A transfer takes days; who pays at the door has no end of time."""
    if payment.provider == "cash_on_delivery":
        extend_payment_time(payment.order_id, pay_by=None, on_delivery=True)
    else:
        pay_by = clock.now() + timedelta(days=payment_settings().offline_days)
        extend_payment_time(payment.order_id, pay_by=pay_by)
