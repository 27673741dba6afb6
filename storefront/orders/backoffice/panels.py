"""Orders on Home and on the Settings page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from backoffice.access import only_for
from backoffice.ports import Card, Panel, figure_panel
from kernel.money import format_money, round_ratio
from storefront.catalog.selectors import named_products
from storefront.orders import figures
from storefront.orders.models import Order
from storefront.orders.states import OrderState
from tenants.profile.selectors import current_profile

from .rows import orders_with_lines

_VIEW = "orders.view_order"


@only_for(_VIEW)
def sold_today(request: HttpRequest) -> list[Panel]:
    """What was paid since midnight, by the shop's clock, less what went back of it; beside the same of last week."""
    today = figures.sold_today()
    url = f"{reverse('orders:list')}?since={timezone.localdate():%Y-%m-%d}"
    now, before = today.now, today.week_ago
    sales, sales_before = _money(now.net_minor), _money(before.net_minor)
    note, trend = _against(now.net_minor, before.net_minor, sales_before)
    orders_note, orders_trend = _against(now.orders, before.orders, _orders(before.orders))
    return [
        figure_panel(
            order=10, label=_("Sales today"), value=sales, note=note, trend=trend, url=url,
            icon="coins",
        ),
        figure_panel(
            order=11, label=_("Orders today"), value=now.orders, note=orders_note,
            trend=orders_trend, url=url, icon="receipt",
        ),
    ]  # fmt: skip


@only_for(_VIEW)
def orders_to_send(request: HttpRequest) -> Panel:
    waiting = Order.objects.to_send().count()
    return figure_panel(
        order=20,
        label=_("Orders to send"),
        value=waiting,
        note="" if waiting else _("Everything is sent."),
        url=f"{reverse('orders:list')}?state={OrderState.PAID}",
        icon="truck",
    )


@only_for(_VIEW)
def next_to_send(request: HttpRequest) -> Panel:
    """The orders that have waited longest."""
    waiting = orders_with_lines().to_send().order_by("placed_at")[:6]
    template = "orders/backoffice/next_to_send.html"
    return Panel(order=50, template=template, context={"orders": waiting}, wide=True)


@only_for(_VIEW)
def top_products(request: HttpRequest) -> Panel | None:
    """What brought most in the last 30 days."""
    top = figures.top_products()
    if not top:
        return None
    names = named_products([product.product_id for product in top])
    most = max(max(product.net_minor for product in top), 1)
    rows = [
        {
            "product": names.get(product.product_id),
            "title": product.title,
            "units": product.units,
            "net": _money(product.net_minor),
            "part": max(round_ratio(product.net_minor, 100, most), 1),
        }
        for product in top
    ]
    return Panel(order=40, template="orders/backoffice/top.html", context={"rows": rows}, half=True)


def _against(now: int, before: int, before_text: str) -> tuple[str, str]:
    """How today stands to the same weekday last week at this hour, in words, and up or down."""
    weekday = {"weekday": date_format(timezone.localdate(), "l")}
    if not before:
        text = _("Last %(weekday)s by this time: %(figure)s") % {**weekday, "figure": before_text}
        return text, "up" if now else ""
    change = round_ratio(now - before, 100, before)
    if not change:
        return _("As last %(weekday)s by this time") % weekday, ""
    said = {**weekday, "change": f"{change:+d}%".replace("-", "−")}
    return _("%(change)s on last %(weekday)s by this time") % said, "down" if change < 0 else "up"


def _money(minor: int) -> str:
    return format_money(minor, current_profile().currency, get_language() or "en")


def _orders(count: int) -> str:
    return ngettext("%(count)s order", "%(count)s orders", count) % {"count": count}


ORDERS_CARD = Card(
    group=gettext_lazy("Selling"),
    order=50,
    label=gettext_lazy("Orders"),
    text=gettext_lazy(
        "How long an unpaid order waits, and when an order counts as received and completed."
    ),
    url_name="orders:settings",
    icon="receipt",
    permission="pricing.change_pricingsettings",
)
