"""What modules above orders add to an order's screen: things to do and moments of its time line.

Panels come through `orders.ports.staff_panels`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from backoffice.ports import Action, Text
from storefront.orders.models import Order


@dataclass(frozen=True)
class Moment:
    """One line of an order's time line."""

    at: datetime
    text: Text
    by: str = ""
    note: str = ""


order_actions: list[Callable[[Order], Action | None]] = []
order_moments: list[Callable[[Order], Iterable[Moment]]] = []
