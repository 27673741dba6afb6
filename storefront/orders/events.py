"""What orders announce. Amounts are read from the order, in the net state it has by then."""

from dataclasses import dataclass
from datetime import datetime

from kernel.events import Event, announce


@dataclass(frozen=True)
class OrderPlaced(Event):
    order_id: int
    number: str


@dataclass(frozen=True)
class OrderPaid(Event):
    order_id: int
    number: str


@dataclass(frozen=True)
class OrderCancelled(Event):
    """An unpaid order fell through: what was held for it is given back."""

    order_id: int
    number: str


@dataclass(frozen=True)
class OrderShipped(Event):
    """Every unit to be sent is on its way."""

    order_id: int
    number: str


@dataclass(frozen=True)
class OrderReceived(Event):
    order_id: int
    number: str


@dataclass(frozen=True)
class OrderRefunded(Event):
    """Part or all of a paid order goes back; how much: aftersales.selectors.refund_by_id(refund_id)."""

    order_id: int
    number: str
    refund_id: int


@dataclass(frozen=True)
class OrderCorrected(Event):
    """Staff put its contact or address right; `mail_by` asks for its confirmation once more, in their name."""

    order_id: int
    number: str
    mail_by: str = ""


@dataclass(frozen=True)
class OrderTimeUp(Event):
    """Our own alarm clock: the order has waited long enough for its next `step`."""

    order_id: int
    step: str  # payment, receipt, completion


def announce_about(order_id: int, event: Event) -> None:
    """Into the outbox, after whatever was announced of the same order before."""
    announce(event, f"order:{order_id}")


def wake_at(order_id: int, step: str, at: datetime) -> None:
    """Look at the order again then. A line of its own, so that nothing waits behind the alarm."""
    announce(OrderTimeUp(order_id, step), f"order:{order_id}:{step}", not_before=at)
