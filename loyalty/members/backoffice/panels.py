"""Members on Home and on an order's screen."""

from datetime import datetime, time, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backoffice.access import only_for
from backoffice.ports import Action, Panel, figure_panel
from kernel import clock
from loyalty.members.models import Member
from loyalty.members.selectors import member_for_customer
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel


@only_for("members.view_member")
def new_members(request: HttpRequest) -> Panel:
    """Who joined in the last seven days, today included, by the shop's clock."""
    first_day = timezone.localtime(clock.now()).date() - timedelta(days=6)
    since = timezone.make_aware(datetime.combine(first_day, time.min))
    return figure_panel(
        order=30,
        label=_("New members"),
        value=Member.objects.filter(joined_at__gte=since).count(),
        note=_("in the last 7 days"),
        url=f"{reverse('members:list')}?since={first_day:%Y-%m-%d}",
        icon="people",
    )


def member_panel(order: Order) -> OrderPanel | None:
    member = member_for_customer(order.customer_id)
    if member is None:
        return None
    template = "members/backoffice/order_panel.html"
    return OrderPanel(template, {"member": member}, position=10, beside=True)


def order_for_action(member: Member) -> Action:
    """Staff put an order together for this member."""
    return Action(
        position=20,
        label=_("Order for them"),
        url=f"{reverse('drafts:new')}?customer={member.customer_id}",
        permission="drafts.add_draft",
    )
