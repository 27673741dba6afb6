"""What the shop sold, in figures.

An order counts on the day it was paid, by the shop's clock, unless all of it went back; net is what was paid
less what went back since, tax and shipping included, in the shop's currency.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from kernel import clock
from tenants.directory.near_cache import NearCache
from tenants.profile.selectors import current_profile

from .models import Order, OrderLine
from .states import PaymentState

KEPT_SECONDS = 60
DAYS = 30


@dataclass(frozen=True)
class Sold:
    orders: int = 0
    net_minor: int = 0


@dataclass(frozen=True)
class DaySold:
    on: date
    sold: Sold


@dataclass(frozen=True)
class Today:
    """So far, and as much of the same weekday a week ago."""

    now: Sold
    week_ago: Sold


@dataclass(frozen=True)
class TopProduct:
    product_id: int
    title: str  # as it was called when it was bought
    units: int
    net_minor: int


def sold_today() -> Today:
    """One query; always fresh."""
    now = clock.now()
    today = midnight(_local(now))
    before = midnight(_local(now) - timedelta(days=7))
    until = before + (now - today)
    this, that = Q(paid_at__gte=today), Q(paid_at__gte=before, paid_at__lte=until)
    found = _counted().filter(this | that).aggregate(
        orders=Count("pk", filter=this), net=Sum(_NET, filter=this),
        orders_before=Count("pk", filter=that), net_before=Sum(_NET, filter=that),
    )  # fmt: skip
    return Today(
        Sold(found["orders"], found["net"] or 0),
        Sold(found["orders_before"], found["net_before"] or 0),
    )


def sold_by_day() -> tuple[list[DaySold], list[DaySold]]:
    """The last 30 days, today last, and the 30 before; days without a sale too. A minute old at most."""
    known, today = days_cache.get(), _local(clock.now())
    days = [
        DaySold(day, known.get(day, Sold()))
        for day in _days(today - timedelta(days=2 * DAYS - 1), 2 * DAYS)
    ]
    return days[DAYS:], days[:DAYS]


def top_products() -> tuple[TopProduct, ...]:
    """What brought most in the last 30 days, at most six. A minute old at most."""
    return top_cache.get()


def midnight(day: date) -> datetime:
    """The start of that day by the shop's clock."""
    return datetime.combine(day, time.min, _zone())


def _load_days() -> dict[date, Sold]:
    since = midnight(_local(clock.now()) - timedelta(days=2 * DAYS - 1))
    rows = (
        _counted()
        .filter(paid_at__gte=since)
        .annotate(day=TruncDate("paid_at", tzinfo=_zone()))
        .values_list("day")
        .annotate(count=Count("pk"), net=Sum(_NET))
    )
    return {day: Sold(orders, net) for day, orders, net in rows}


def _load_top() -> tuple[TopProduct, ...]:
    since = midnight(_local(clock.now()) - timedelta(days=DAYS - 1))
    rows = (
        OrderLine.objects.filter(order__in=_counted().filter(paid_at__gte=since))
        .order_by()
        .values("product_id")
        .annotate(
            units=Sum(F("quantity") - F("refunded_quantity")),
            net=Sum(F("total_minor") - F("refunded_minor")),
            name=Max("title"),
        )
        .filter(units__gt=0)
        .order_by("-net", "product_id")[:6]
    )
    return tuple(TopProduct(r["product_id"], r["name"], r["units"], r["net"]) for r in rows)


days_cache: NearCache[dict[date, Sold]] = NearCache("sold-by-day", _load_days, KEPT_SECONDS)
top_cache: NearCache[tuple[TopProduct, ...]] = NearCache("top-products", _load_top, KEPT_SECONDS)

_NET = F("total_minor") - F("refunded_minor")


def _counted() -> QuerySet[Order]:
    paid = Order.objects.filter(paid_at__isnull=False, currency=current_profile().currency)
    return paid.exclude(payment_state=PaymentState.REFUNDED).order_by()


def _zone() -> ZoneInfo:
    return ZoneInfo(current_profile().time_zone)


def _local(moment: datetime) -> date:
    return moment.astimezone(_zone()).date()


def _days(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(count))
