"""What points add to other modules' screens."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.ports import Action, Card, Part
from kernel.numbers import grouped
from ledger.selectors import balances as ledger_balances
from ledger.services import AccountKind
from loyalty.members.backoffice.ports import MemberColumn
from loyalty.members.models import Member
from loyalty.points import selectors
from loyalty.points.accounts import ACTIVE, DEBT, PENDING
from loyalty.points.pages import timeline_page
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel

POINTS_CARD = Card(
    group=_("Members"),
    order=60,
    label=_("Points"),
    text=_("What members earn, what points are worth, when they expire."),
    url_name="points:rules",
    icon="star",
    permission="points.change_pointsrules",
)


def _active_points(member_ids: Sequence[int]) -> Mapping[int, object]:
    return _posted(ACTIVE, member_ids)


def _pending_points(member_ids: Sequence[int]) -> Mapping[int, object]:
    return _posted(PENDING, member_ids)


def _owed_points(member_ids: Sequence[int]) -> Mapping[int, object]:
    return {member_id: -posted for member_id, posted in _posted(DEBT, member_ids).items()}


def _posted(kind: AccountKind, member_ids: Sequence[int]) -> dict[int, int]:
    names = {member_id: kind.of(member_id) for member_id in member_ids}
    known = ledger_balances(names.values())
    return {member_id: known[name].posted for member_id, name in names.items()}


def _shown_points(member_ids: Sequence[int]) -> Mapping[int, object]:
    return {pk: grouped(points) for pk, points in _posted(ACTIVE, member_ids).items()}


POINTS_COLUMN = MemberColumn(position=10, label=_("Points"), values=_shown_points)
EXPORT_COLUMNS = (
    MemberColumn(position=10, label=_("Points, active"), values=_active_points),
    MemberColumn(position=11, label=_("Points, pending"), values=_pending_points),
    MemberColumn(position=12, label=_("Points, debt"), values=_owed_points),
)


def adjust_action(member: Member) -> Action:
    return Action(
        position=10,
        label=_("Change points"),
        url=reverse("points:adjust", args=[member.number]),
        permission="points.change_pointsgrant",
    )


def points_part(request: HttpRequest, member: Member) -> Part:
    """Balances and the time line, page by page (`?points_page=2`)."""
    page = timeline_page(member.pk, request.GET.get("points_page"))
    context = {
        "balances": selectors.balances(member.pk),
        "ending": selectors.next_ending(member.pk),
        "held": selectors.held_rows(member.pk) if page.number == 1 else [],
        "page": page,
        "rows": list(page),
    }
    return Part(position=10, template="points/backoffice/member.html", context=context)


def order_points_panel(order: Order) -> OrderPanel | None:
    points = selectors.points_of_order(order.pk)
    template = "points/backoffice/order.html"
    if points is None:
        return None
    return OrderPanel(template, {"points": points}, position=12, beside=True)
