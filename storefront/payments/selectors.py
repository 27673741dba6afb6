"""Reads. Whoever knows a payment's public id may see it: it is unguessable and told only to its shopper."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.functional import Promise

from integrations.payment_provider import PaymentProvider
from integrations.payment_providers import payment_provider, payment_providers
from storefront.orders.models import Order
from tenants.directory.near_cache import NearCache

from .errors import PaymentNotFound, WayToPayNotOffered
from .models import Payment, PaymentSettings

ON_DELIVERY = "cash_on_delivery"


@dataclass(frozen=True)
class WayToPay:
    """One choice at checkout."""

    code: str
    name: str | Promise
    description: str | Promise
    confirmed_by_staff: bool


def _load_settings() -> PaymentSettings:
    return PaymentSettings.objects.first() or PaymentSettings()


settings_cache: NearCache[PaymentSettings] = NearCache("payment-settings", _load_settings)


def payment_settings() -> PaymentSettings:
    """Read-only: shared between requests."""
    return settings_cache.get()


def ways_to_pay(*, delivered: bool) -> list[WayToPay]:
    """What this shop offers, in the order shoppers see it. `delivered`: something is sent or fetched."""
    return [
        WayToPay(p.code, p.name, p.description, p.confirmed_by_staff)
        for p in payment_providers().values()
        if _is_offered(p.code) and (delivered or p.code != ON_DELIVERY)
    ]


def offered_provider(code: str, *, delivered: bool) -> PaymentProvider:
    """Raises ProviderUnknown, WayToPayNotOffered."""
    provider = payment_provider(code)
    if not _is_offered(code) or (code == ON_DELIVERY and not delivered):
        raise WayToPayNotOffered
    return provider


def instructions_for(code: str) -> str:
    """The merchant's own words on how to pay."""
    texts = {
        "bank_transfer": payment_settings().bank_instructions,
        ON_DELIVERY: payment_settings().cash_instructions,
    }
    return texts.get(code, "")


def payment_for_shopper(public_id: str) -> Payment:
    """With its order. Raises PaymentNotFound."""
    payment = Payment.objects.select_related("order").filter(public_id=public_id).first()
    if payment is None:
        raise PaymentNotFound
    return payment


def payments_of_order(order: Order) -> list[Payment]:
    """For staff: newest first, with moves and refunds; read once for an order at hand."""
    prefetch_related_objects([order], "payments__moves", "payments__refunds")
    return list(order.payments.all())


def payments_that_need_a_person() -> QuerySet[Payment]:
    return Payment.objects.exclude(attention="").select_related("order")


def _is_offered(code: str) -> bool:
    if code == "demo" and not settings.DEMOPAY_SECRET:
        return False
    return bool(getattr(payment_settings(), code, False))
