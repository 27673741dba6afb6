"""What modules above orders add to an order's screen: things to do and moments of its time line.

Panels come through `orders.ports.staff_panels`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from storefront.orders.models import Order

Text = str | Promise


@dataclass(frozen=True)
class OrderAction:
    """A button on an order's screen, leading to the page where it is done."""

    position: int
    label: Text
    url: str
    permission: str = ""
    tone: str = ""  # primary, danger


@dataclass(frozen=True)
class Moment:
    """One line of an order's time line."""

    at: datetime
    text: Text
    by: str = ""
    note: str = ""


order_actions: list[Callable[[Order], OrderAction | None]] = []
order_moments: list[Callable[[Order], Iterable[Moment]]] = []
