"""What modules above orders add to an order's screen: things to do and moments of its time line.

Panels come through `orders.ports.staff_panels`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_filters import Filter

from backoffice.ports import Action, Text
from storefront.orders.models import Order


@dataclass(frozen=True)
class Moment:
    """One line of an order's time line.

    `by` is the name of one of the staff, or as rows of moves keep it: system, payment, shopper, guest. `mark` says
    what they are when it is not the shop's own staff; left empty it is found from `by`. `details` are what it was
    about, line by line. `tells` names the order's own step (machine, verb) that this says better.
    """

    at: datetime
    text: Text
    by: Text = ""
    note: Text = ""
    mark: Text = ""
    details: Sequence[Text] = ()
    tells: tuple[str, str] | None = None


def told_of(what: Text, more: Text) -> str:
    """`Parcel sent: SF 123`, with the colon of the language."""
    return _("%(what)s: %(more)s") % {"what": what, "more": more}


@dataclass(frozen=True)
class OrderColumn:
    """A column of the exported orders; `values` answers for many orders at once, by order id."""

    label: Text
    values: Callable[[Sequence[int]], Mapping[int, str]]


@dataclass(frozen=True)
class BulkAction:
    """What can be done with the orders picked in the list: their numbers are sent to `url_name` by GET."""

    position: int
    label: Text
    url_name: str
    permission: str = ""
    parameter: tuple[str, str] | None = None


order_actions: list[Callable[[Order], Action | None]] = []
order_moments: list[Callable[[Order], Iterable[Moment]]] = []
cancel_effects: list[Callable[[Order], Iterable[str]]] = []  # said before an order is cancelled
order_filters: list[Callable[[], Mapping[str, Filter]]] = []  # by name in the address
order_columns: list[OrderColumn] = []
bulk_actions: list[BulkAction] = []
list_actions: list[Callable[[HttpRequest], Action | None]] = []
