"""What happened to an order, on one time line: its own steps, and what modules above add."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from storefront.orders.models import Order, OrderMove

from .corrections import corrections
from .people import named
from .ports import Moment, Text, order_moments

_TEXTS = {
    ("order", "place"): _("Order placed"),
    ("order", "pay"): _("Payment received"),
    ("order", "cancel"): _("Order cancelled"),
    ("order", "expire"): _("Cancelled: not paid in time"),
    ("order", "ship"): _("Everything sent"),
    ("order", "receive"): _("Received"),
    ("order", "complete"): _("Completed"),
    ("order", "come_back"): _("Came back unpaid, closed"),
    ("order", "refund_whole"): _("Closed: nothing is left to send"),
    ("payment", "refund_part"): _("Refunded in part"),
    ("payment", "refund_whole"): _("Refunded"),
}
# reasons that programs give; staff's own stay as they were written
_REASONS: dict[str, Text] = {
    "nothing to send": _("nothing has to be sent"),
    "no word from the shopper in time": _("no word from the shopper in time"),
    "nothing to pay": _("nothing was left to pay"),
    "nothing-to-pay": _("nothing was left to pay"),
}


def time_line(order: Order) -> list[Moment]:
    """Everything that happened to an order and who did it, newest first."""
    told = [moment for moments_of in order_moments for moment in moments_of(order)]
    told += [Moment(at=n.at, text=_("Note"), by=n.by, note=n.text) for n in order.staff_notes.all()]
    told += corrections(order)
    better = {moment.tells for moment in told}
    own = [m for m in _own_moments(order) if m.tells not in better]
    return named(order, sorted([*own, *told], key=lambda moment: moment.at)[::-1])


def _own_moments(order: Order) -> Iterator[Moment]:
    for move in order.moves.all():
        text = _TEXTS.get((move.machine, move.verb))
        if text:
            yield Moment(
                at=move.at,
                text=text,
                by=move.by,
                note=_reason(move),
                tells=(move.machine, move.verb),
            )


def _reason(move: OrderMove) -> Text:
    by_program = move.by in ("system", "payment", "shopper")
    return _REASONS.get(move.why, "") if by_program else move.why
