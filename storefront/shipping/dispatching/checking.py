"""What stands against sending the lines of a list, from the orders as they are now. A few queries for any list."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from integrations.carriers import carrier_named
from storefront.orders.models import Order
from storefront.orders.states import OrderState

from ..models import Shipment
from ..ports import dispatch_stops
from .problems import LineProblem
from .reading import GivenLine

_TRACKING = re.compile(r"[A-Z0-9][A-Z0-9-]{4,39}")
_SHORTENED = re.compile(r"\d([.,]\d+)?E\+\d+")  # as spreadsheets write a long number: 7.31235E+13


@dataclass(frozen=True, slots=True)
class CheckedLine:
    given: GivenLine
    carrier: str
    order: Order | None
    problems: tuple[LineProblem, ...]


def checked_lines(lines: Sequence[GivenLine]) -> list[CheckedLine]:
    """Each line with its order, and all that is wrong with it."""
    facts = _Facts(lines)
    return [_checked(line, facts) for line in lines]


def _checked(line: GivenLine, facts: "_Facts") -> CheckedLine:
    carrier = facts.carrier(line.carrier)
    order = facts.orders.get(line.number)
    found = {problem.code: problem for problem in _problems(line, carrier, order, facts)}
    facts.remember(line, is_good=not found)
    return CheckedLine(line, carrier or line.carrier, order, tuple(found.values()))


def _problems(
    line: GivenLine, carrier: str, order: Order | None, facts: "_Facts"
) -> Iterator[LineProblem]:
    checks: list[Callable[[], None]] = [
        partial(_check_number, line, order),
        partial(_check_carrier, line, carrier),
        partial(_check_tracking, line),
        partial(facts.check_first, line),
    ]
    if order is not None:
        checks.append(partial(facts.check_taken, line, order))
        checks.append(partial(check_order, order, facts.stops))
    for check in checks:
        try:
            check()
        except LineProblem as problem:
            yield problem


def check_order(order: Order, stops: Mapping[int, str]) -> None:
    """Raises LineProblem when the order may not be sent now; `stops` is what others say."""
    waits_for_door = order.state == OrderState.AWAITING_PAYMENT and order.pay_on_delivery
    if order.state == OrderState.CANCELLED:
        raise LineProblem("cancelled")
    if order.state == OrderState.AWAITING_PAYMENT and not waits_for_door:
        raise LineProblem("not_paid")
    if order.state != OrderState.PAID and not waits_for_door:
        raise LineProblem("already_shipped")
    if order.pickup:
        raise LineProblem("to_be_fetched")
    if order.pk in stops:
        raise LineProblem(stops[order.pk])
    if not any(line.shippable_quantity for line in order.lines.all()):
        raise LineProblem("nothing_to_send")


def stops_of(order_ids: Collection[int]) -> dict[int, str]:
    """What modules above have against sending these orders now."""
    return {pk: code for stop in dispatch_stops for pk, code in stop(order_ids).items()}


def _check_number(line: GivenLine, order: Order | None) -> None:
    if not line.number:
        raise LineProblem("no_number")
    if line.has_more:
        raise LineProblem("too_many_cells")
    if order is None:
        raise LineProblem("unknown_number")


def _check_carrier(line: GivenLine, carrier: str) -> None:
    if not line.carrier:
        raise LineProblem("no_carrier")
    if not carrier:
        raise LineProblem("unknown_carrier", carrier=line.carrier[:40])


def _check_tracking(line: GivenLine) -> None:
    if not line.tracking_number:
        raise LineProblem("no_tracking_number")
    if _SHORTENED.fullmatch(line.tracking_number):
        raise LineProblem("shortened_number", number=line.tracking_number[:40])
    if not _TRACKING.fullmatch(line.tracking_number):
        raise LineProblem("bad_tracking_number", number=line.tracking_number[:40])


class _Facts:
    """What is read once for the whole list."""

    def __init__(self, lines: Sequence[GivenLine]) -> None:
        numbers = {line.number for line in lines}
        orders = Order.objects.filter(number__in=numbers).prefetch_related("lines")
        self.orders = {order.number: order for order in orders}
        self.stops = stops_of([order.pk for order in self.orders.values()])
        self._taken = _taken({line.tracking_number for line in lines})
        self._own = _own_carriers({line.carrier for line in lines})
        self._seen_orders: dict[str, int] = {}
        self._seen_numbers: dict[str, int] = {}

    def carrier(self, typed: str) -> str:
        """The carrier's own name; one that the shop has used before is fine as well. Empty: unknown."""
        known = carrier_named(typed)
        return known.name if known else self._own.get(typed.casefold(), "")

    def check_first(self, line: GivenLine) -> None:
        """An order or a tracking number that a good line above has already."""
        if line.number in self._seen_orders:
            raise LineProblem("order_twice", line=self._seen_orders[line.number])
        if line.tracking_number in self._seen_numbers:
            raise LineProblem(
                "tracking_number_twice", line=self._seen_numbers[line.tracking_number]
            )

    def check_taken(self, line: GivenLine, order: Order) -> None:
        others = self._taken.get(line.tracking_number)
        if others == order.number:
            raise LineProblem("already_shipped")
        if others:
            raise LineProblem("tracking_number_taken", order=others)

    def remember(self, line: GivenLine, *, is_good: bool) -> None:
        if is_good:
            self._seen_orders.setdefault(line.number, line.line)
            self._seen_numbers.setdefault(line.tracking_number, line.line)


def _taken(numbers: Iterable[str]) -> dict[str, str]:
    """Tracking numbers that parcels have already, with the order's number."""
    parcels = Shipment.objects.filter(tracking_number__in=[n for n in numbers if n])
    return dict(parcels.values_list("tracking_number", "order__number"))


def _own_carriers(names: Iterable[str]) -> dict[str, str]:
    """Carriers that nobody but this shop knows: some parcel of it went with them."""
    unknown = [name for name in names if name and not carrier_named(name)]
    if not unknown:
        return {}
    used = Shipment.objects.filter(carrier__in=unknown).values_list("carrier", flat=True)
    return {name.casefold(): name for name in used.distinct()}
