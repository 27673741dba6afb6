"""What payments announce. An order being paid is announced by orders."""

from dataclasses import dataclass
from typing import ClassVar

from kernel.events import Event


@dataclass(frozen=True)
class RefundEvent(Event):
    """`refund_key` is the key the refund was asked for with; `amount_minor` the part that this is about."""

    order_id: int
    refund_key: str
    amount_minor: int

    name: ClassVar[str] = "payments.RefundEvent"


@dataclass(frozen=True)
class PaymentRefunded(RefundEvent):
    """The money is back with the shopper."""

    name: ClassVar[str] = "payments.PaymentRefunded"


@dataclass(frozen=True)
class PaymentRefundFailed(RefundEvent):
    """The provider refused; staff have to act."""

    name: ClassVar[str] = "payments.PaymentRefundFailed"
