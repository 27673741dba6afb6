"""The shopper's way through a payment."""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from integrations.payment_provider import ProviderUnavailable
from integrations.payment_providers import payment_provider
from storefront.payments.addresses import thanks_path
from storefront.payments.errors import PaymentNotFound
from storefront.payments.models import Payment
from storefront.payments.selectors import payment_for_shopper
from storefront.payments.services import ask_after_payment
from storefront.payments.states import PaymentState

SECONDS_BETWEEN_QUESTIONS = 4


@never_cache
@require_GET
def come_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """From the provider's page: on to the thank-you page, or wait for the provider's word."""
    payment = _asked(_found(public_id))
    if payment.state == PaymentState.PAID:
        return redirect(thanks_path(payment.order.number))
    return _show(request, "shop/payments/return.html", payment)


@never_cache
@require_GET
def payment_state(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the waiting page asks for again and again."""
    payment = _asked(_found(public_id))
    leads_to = thanks_path(payment.order.number) if payment.state == PaymentState.PAID else ""
    return JsonResponse({"state": payment.state, "next": leads_to})


@never_cache
@require_GET
def show_payment(request: HttpRequest, public_id: str) -> HttpResponse:
    """How to pay, where no provider's page does it."""
    payment = _found(public_id)
    if payment.state == PaymentState.PAID:
        return redirect(thanks_path(payment.order.number))
    return _show(request, "shop/payments/payment.html", payment)


def _found(public_id: str) -> Payment:
    try:
        return payment_for_shopper(public_id)
    except PaymentNotFound:
        raise Http404 from None


def _asked(payment: Payment) -> Payment:
    """As the provider sees it by now, if we have not heard; asked at most every few seconds."""
    if not payment.is_open or not cache.add(
        f"payment-asked:{payment.pk}", 1, SECONDS_BETWEEN_QUESTIONS
    ):
        return payment
    try:
        ask_after_payment(payment)
    except ProviderUnavailable:
        return payment
    return _found(payment.public_id)


def _show(request: HttpRequest, template: str, payment: Payment) -> HttpResponse:
    provider = payment_provider(payment.provider)
    context = {"payment": payment, "order": payment.order, "provider": provider}
    return render(request, template, context)
