"""What orders announce. Amounts are read from the order, in the net state it has by then."""

from dataclasses import dataclass
from typing import ClassVar

from kernel.events import Event


@dataclass(frozen=True)
class OrderEvent(Event):
    order_id: int
    number: str


@dataclass(frozen=True)
class OrderPlaced(OrderEvent):
    name: ClassVar[str] = "orders.OrderPlaced"


@dataclass(frozen=True)
class OrderPaid(OrderEvent):
    name: ClassVar[str] = "orders.OrderPaid"


@dataclass(frozen=True)
class OrderCancelled(OrderEvent):
    """An unpaid order fell through: what was held for it is given back."""

    name: ClassVar[str] = "orders.OrderCancelled"


@dataclass(frozen=True)
class OrderShipped(OrderEvent):
    """Every unit to be sent is on its way."""

    name: ClassVar[str] = "orders.OrderShipped"


@dataclass(frozen=True)
class OrderReceived(OrderEvent):
    name: ClassVar[str] = "orders.OrderReceived"


@dataclass(frozen=True)
class OrderRefunded(OrderEvent):
    """Part or all of a paid order goes back; details: aftersales.selectors.refund_facts(refund_id)."""

    refund_id: int

    name: ClassVar[str] = "orders.OrderRefunded"
