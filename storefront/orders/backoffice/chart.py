"""Thirty days of sales and orders, drawn as SVG on the server, with a table for those who do not see it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_date, format_skeleton
from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from backoffice import charts
from backoffice.access import only_for
from backoffice.ports import Panel
from kernel.money import format_money, format_money_short, locale_of, round_ratio
from storefront.orders.figures import DaySold, sold_by_day
from tenants.profile.selectors import current_profile

_LABEL_EVERY = 7


@only_for("orders.view_order")
def thirty_days(request: HttpRequest) -> Panel:
    days, before = sold_by_day()
    context = _drawing(days, before) | {"days": _days(days), "change": _change(days, before)}
    return Panel(order=30, template="orders/backoffice/chart.html", context=context, wide=True)


def _drawing(days: Sequence[DaySold], before: Sequence[DaySold]) -> dict[str, Any]:
    money, counts = _money_of(days), [day.sold.orders for day in days]
    top = charts.scale_top(money + _money_of(before), least=10_00)
    most = charts.scale_top(counts, least=4)
    return {
        "box": f"0 0 {charts.BOX_WIDTH} {charts.BOX_HEIGHT}",
        "area": charts.area(money, top),
        "line": charts.line(money, top),
        "line_before": charts.line(_money_of(before), top),
        "bars": charts.bars(counts, most),
        "money_marks": [_short(top), _short(top // 2), _short(0)],
        "order_marks": [most, most // 2, 0],
        "total": _money(sum(money)),
        "orders": _orders(sum(counts)),
    }


def _days(days: Sequence[DaySold]) -> list[dict[str, Any]]:
    """Today last; every seventh day back from it has a label under the axis."""
    return [
        {
            "on": day.on,
            "axis": _short_date(day.on) if (len(days) - 1 - i) % _LABEL_EVERY == 0 else "",
            "name": _full_date(day.on),
            "money": _money(day.sold.net_minor),
            "orders": day.sold.orders,
            "reading": f"{_full_date(day.on)}: {_money(day.sold.net_minor)} · "
            f"{_orders(day.sold.orders)}",
        }
        for i, day in enumerate(days)
    ]


def _change(days: Sequence[DaySold], before: Sequence[DaySold]) -> str:
    was = sum(_money_of(before))
    if not was:
        return ""
    change = round_ratio(sum(_money_of(days)) - was, 100, was)
    said = f"{change:+d}%".replace("-", "−")
    return _("%(change)s on the 30 days before") % {"change": said}


def _money_of(days: Sequence[DaySold]) -> list[int]:
    return [day.sold.net_minor for day in days]


def _money(minor: int) -> str:
    return format_money(minor, current_profile().currency, _language())


def _short(minor: int) -> str:
    return format_money_short(minor, current_profile().currency, _language())


def _orders(count: int) -> str:
    return ngettext("%(count)s order", "%(count)s orders", count) % {"count": count}


def _short_date(day: date) -> str:
    return format_skeleton("MMMd", day, locale=locale_of(_language()))


def _full_date(day: date) -> str:
    locale = locale_of(_language())
    return f"{format_skeleton('MMMd', day, locale=locale)} {format_date(day, 'EEE', locale=locale)}"


def _language() -> str:
    return get_language() or "en"
