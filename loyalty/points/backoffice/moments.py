"""Points on an order's time line: set aside, spent, earned, active, given back, taken back."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kernel.numbers import grouped
from ledger.selectors import hold_of, transfers_of
from loyalty.members.selectors import member_for_customer
from loyalty.points.accounts import accounts_of_member
from loyalty.points.selectors import timeline_row
from loyalty.points.services.spend import hold_key
from storefront.orders.backoffice.ports import Moment, told_of
from storefront.orders.models import Order


def points_moments(order: Order) -> Iterable[Moment]:
    """Two or three queries for a member's order, none for a guest's."""
    member = member_for_customer(order.customer_id)
    if member is None:
        return
    yield from _set_aside(order)
    posted = transfers_of(accounts_of_member(member.pk)).filter(txn__note__order=order.number)
    for transfer in posted:
        row = timeline_row(transfer)
        yield Moment(
            at=row.at,
            text=told_of(row.label, _points(row.amount)),
            by=row.by or "system",
            note=row.reason,
        )


def _set_aside(order: Order) -> Iterator[Moment]:
    hold = hold_of(hold_key(order.pk))
    if hold:
        text = _("Set aside for this order: %(points)s") % {"points": _points(hold.amount)}
        yield Moment(at=hold.created_at, text=text, by="system")


def _points(amount: int) -> str:
    text = ngettext("%(points)s point", "%(points)s points", abs(amount))
    return text % {"points": f"{'+' * (amount >= 0)}{grouped(amount)}"}
