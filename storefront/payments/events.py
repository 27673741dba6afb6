"""What payments announce. That an order is paid is announced by orders."""

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True)
class PaymentRefunded(Event):
    """Money is back with the shopper: this much of the refund that was asked for with `refund_key`."""

    order_id: int
    refund_key: str
    amount_minor: int


@dataclass(frozen=True)
class PaymentRefundFailed(Event):
    """The provider refused to give it back; staff have to act."""

    order_id: int
    refund_key: str
    amount_minor: int
