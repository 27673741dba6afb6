from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integrations.payment_provider import (
    PaymentStarted,
    ProviderEvent,
    RefundAnswer,
    RefundPayment,
    RefundProgress,
    StartPayment,
    WebhookForged,
)


class OfflineProvider:
    """Tells the shopper how to pay; nobody outside ever speaks of it, so every message is forged."""

    code: str
    name: str | Promise
    description: str | Promise
    confirmed_by_staff = True

    def start(self, request: StartPayment) -> PaymentStarted:
        return PaymentStarted(
            provider_ref=f"{self.code}-{request.public_id}", instructions=request.instructions
        )

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> ProviderEvent:
        raise WebhookForged

    def refund(self, request: RefundPayment) -> RefundAnswer:
        return RefundAnswer(RefundProgress.BY_HAND)

    def query(self, public_id: str, provider_ref: str) -> ProviderEvent | None:
        return None


class BankTransfer(OfflineProvider):
    code = "bank_transfer"
    name = _("Bank transfer")
    description = _("Transfer the amount to our account. Your order goes on when it has arrived.")


class CashOnDelivery(OfflineProvider):
    code = "cash_on_delivery"
    name = _("Cash on delivery")
    description = _("Pay the courier when the parcel arrives.")


class Cash(OfflineProvider):
    """Money taken by staff face to face; shoppers are never offered it."""

    code = "cash"
    name = _("Cash")
    description = _("Paid in cash to the shop's staff.")
