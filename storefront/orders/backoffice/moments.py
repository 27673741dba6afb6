"""The order's own steps as lines of its time line."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from storefront.orders.models import Order, OrderMove

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


# who moves an order without being somebody; their reasons are for programs
_NOT_PEOPLE = {"system", "payment"}
_SHOPPERS = ("shopper", "guest")


def time_line(order: Order) -> list[Moment]:
    """Everything that happened to an order, newest first."""
    moments = list(_own_moments(order))
    for moments_of in order_moments:
        moments.extend(moments_of(order))
    moments += [
        Moment(at=n.at, text=_("Note"), by=n.by, note=n.text) for n in order.staff_notes.all()
    ]
    return sorted(moments, key=lambda moment: moment.at)[::-1]


def _own_moments(order: Order) -> Iterator[Moment]:
    for move in order.moves.all():
        text = _TEXTS.get((move.machine, move.verb))
        if text and not _is_told_by_drafts(move):
            yield _moment(order, move, text)


def _is_told_by_drafts(move: OrderMove) -> bool:
    """Who placed an order for somebody says so with their name and for whom."""
    known = move.by in _NOT_PEOPLE or move.by.startswith(_SHOPPERS)
    return move.verb == "place" and not known


def _moment(order: Order, move: OrderMove, text: Text) -> Moment:
    if move.by in _NOT_PEOPLE:
        return Moment(at=move.at, text=text)
    by = order.name if move.by.startswith(_SHOPPERS) else move.by
    return Moment(at=move.at, text=text, by=by, note=move.why)
