"""The port to everything that can take a shopper's money. One contract test suite runs over all providers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure
from kernel.money import Money


class ProviderEventKind(StrEnum):
    """What a provider can say of a payment or of a refund."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"


class RefundProgress(StrEnum):
    DONE = "done"
    SENT = "sent"  # an event will tell the end of it
    BY_HAND = "by_hand"  # staff give the money back and say so
    FAILED = "failed"


@dataclass(frozen=True)
class StartPayment:
    """`public_id` is our name of the payment: unique, unguessable, the same on every retry."""

    public_id: str
    amount: Money
    title: str
    shop_name: str
    language: str
    return_url: str
    webhook_path: str
    instructions: str = ""


@dataclass(frozen=True)
class PaymentStarted:
    """The shopper goes to `redirect_url`, or reads `instructions` and pays elsewhere."""

    provider_ref: str
    redirect_url: str = ""
    instructions: str = ""


@dataclass(frozen=True)
class ProviderEvent:
    """One thing a provider told us, already proven to come from it. `money` is the amount it speaks of."""

    event_id: str
    kind: ProviderEventKind
    public_id: str
    provider_ref: str
    money: Money
    refund_key: str = ""


@dataclass(frozen=True)
class RefundPayment:
    """`key` names the refund: asking twice with one key gives the money back once."""

    key: str
    public_id: str
    provider_ref: str
    amount: Money


@dataclass(frozen=True)
class RefundAnswer:
    progress: RefundProgress
    provider_ref: str = ""
    reason: str = ""
    details: dict[str, str] = field(default_factory=dict)


class ProviderUnavailable(ExpectedFailure):
    """No answer, or one that says: later. Asking again with the same key is safe."""

    code = "payment_provider_unavailable"
    text = _("The payment service does not answer. Please try again in a moment.")


class ProviderRefused(ExpectedFailure):
    """A clear no; asking again gives the same."""

    code = "payment_provider_refused"
    text = _("The payment service refused this payment. Please choose another way to pay.")


class WebhookForged(ExpectedFailure):
    """The signature is missing, wrong or too old."""

    code = "webhook_forged"
    text = _("The signature is not valid.")


class WebhookNotUnderstood(ExpectedFailure):
    """Signed, but not of a form we know."""

    code = "webhook_not_understood"
    text = _("This message is not understood.")


class PaymentProvider(Protocol):
    """A way to pay. Every method may be called again with the same arguments and has one effect."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str | Promise: ...

    @property
    def description(self) -> str | Promise: ...

    @property
    def confirmed_by_staff(self) -> bool: ...

    def start(self, request: StartPayment) -> PaymentStarted:
        """Open the payment at the provider. Raises ProviderUnavailable, ProviderRefused."""

    def parse_webhook(self, body: bytes, headers: Mapping[str, str]) -> ProviderEvent:
        """Verify and read a message. Raises WebhookForged, WebhookNotUnderstood."""

    def refund(self, request: RefundPayment) -> RefundAnswer:
        """Give money back. Raises ProviderUnavailable; a refusal is an answer."""

    def query(self, public_id: str, provider_ref: str) -> ProviderEvent | None:
        """What the provider says of a payment now; None when it knows nothing. Raises ProviderUnavailable."""
