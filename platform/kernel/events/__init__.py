"""The outbox: announce in the transaction, react after commit, once.

@dataclass(frozen=True)
class OrderPaid(Event):                       # <module>/events.py
    order_id: int

announce(OrderPaid(order.pk), aggregate=f"order:{order.pk}")      # in the order's transaction

@handles(OrderPaid, name="points.earn")       # <module>/handlers.py, imported by AppConfig.ready
def earn_points(event: OrderPaid) -> None: ...
"""

from .announcing import announce
from .registry import Event, handles

__all__ = ["Event", "announce", "handles"]
