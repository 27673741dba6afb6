"""Orders on Home and on the Settings page."""

from datetime import datetime, time

from django.db.models import Count, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from backoffice.ports import Card, Panel, figure_panel
from kernel import clock
from kernel.money import format_money
from storefront.orders.models import Order
from storefront.orders.states import OrderState
from tenants.profile.selectors import current_profile

from .rows import orders_with_lines

_VIEW = "orders.view_order"


def sales_today(request: HttpRequest) -> Panel:
    """What was paid since midnight, by the shop's clock, less what went back of it."""
    paid = Order.objects.filter(paid_at__gte=midnight())
    day = paid.aggregate(orders=Count("id"), total=Sum("total_minor"), back=Sum("refunded_minor"))
    sold = (day["total"] or 0) - (day["back"] or 0)
    orders = ngettext("%(count)s order", "%(count)s orders", day["orders"])
    return figure_panel(
        order=10,
        label=_("Sales today"),
        value=format_money(sold, current_profile().currency, get_language() or "en"),
        note=orders % {"count": day["orders"]},
        url=f"{reverse('orders:list')}?since={timezone.localdate():%Y-%m-%d}",
        icon="coins",
        permission=_VIEW,
    )


def orders_to_send(request: HttpRequest) -> Panel:
    waiting = Order.objects.filter(state=OrderState.PAID)
    return figure_panel(
        order=20,
        label=_("Orders to send"),
        value=waiting.count(),
        url=f"{reverse('orders:list')}?state={OrderState.PAID}",
        icon="truck",
        permission=_VIEW,
    )


def next_to_send(request: HttpRequest) -> Panel | None:
    """The orders that have waited longest."""
    waiting = orders_with_lines().filter(state=OrderState.PAID).order_by("paid_at")[:6]
    template = "orders/backoffice/next_to_send.html"
    context = {"orders": waiting}
    return Panel(order=40, template=template, context=context, wide=True, permission=_VIEW)


def midnight() -> datetime:
    """The start of the shop's day; the request runs in the shop's time zone."""
    today = timezone.localtime(clock.now()).date()
    return timezone.make_aware(datetime.combine(today, time.min))


ORDERS_CARD = Card(
    group=_("Selling"),
    order=50,
    label=_("Orders"),
    text=_("How long an unpaid order waits, and when an order counts as received and completed."),
    url_name="orders:settings",
    icon="receipt",
    permission="pricing.change_pricingsettings",
)
