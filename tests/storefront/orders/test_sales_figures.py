"""Home's figures of what was sold: exact values, the shop's own midnight, refunds taken off."""

from datetime import UTC, datetime, timedelta

import pytest

from kernel import clock
from storefront.aftersales.plan import RefundWish
from storefront.aftersales.services import refund
from storefront.orders import figures
from storefront.orders.models import Order
from storefront.payments.models import Payment
from tests.storefront.purchase import paid, placed, variant
from tests.support.near_caches import forget_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]

NOON = datetime(2026, 11, 18, 4, tzinfo=UTC)  # Wednesday, noon in Shanghai


def _paid(at: datetime, price_minor: int) -> Order:
    with clock.frozen(at):
        return paid((variant(price_minor, None, title=f"T{price_minor}"), 1))


def _refund(order: Order, *, everything: bool) -> None:
    Payment.objects.create(
        order=order, provider="demo", amount_minor=order.payable_minor, currency="CNY",
        state="paid", created_at=clock.now(),
    )  # fmt: skip
    line = order.lines.get()
    wish = RefundWish(units={line.pk: 1}, shipping=everything, restock=False, reason="")
    refund(order.pk, wish, by="test", key=f"r-{order.pk}")


@pytest.fixture(autouse=True)
def _wednesday_noon():
    with clock.frozen(NOON):
        yield


def test_compares_today_with_the_same_weekday_up_to_this_hour():
    now = _paid(NOON - timedelta(hours=1), 100_00)
    before = _paid(NOON - timedelta(days=7, hours=1), 60_00)
    _paid(NOON - timedelta(days=7) + timedelta(hours=1), 40_00)  # later that day: not yet
    _paid(NOON - timedelta(days=6), 30_00)
    today = figures.sold_today()
    assert today.now == figures.Sold(1, now.total_minor)
    assert today.week_ago == figures.Sold(1, before.total_minor)


def test_a_day_begins_at_the_shops_midnight():
    late = datetime(2026, 11, 17, 16, 30, tzinfo=UTC)  # 00:30 on the 18th in Shanghai
    order = _paid(late, 50_00)
    _paid(late - timedelta(hours=1), 20_00)  # 23:30 on the 17th
    days, _before = figures.sold_by_day()
    assert (days[-1].on.isoformat(), days[-1].sold.net_minor) == ("2026-11-18", order.total_minor)
    assert (days[-2].on.isoformat(), days[-2].sold.orders) == ("2026-11-17", 1)


def test_shows_thirty_days_with_the_empty_ones_and_thirty_before():
    _paid(NOON - timedelta(days=29), 10_00)
    _paid(NOON - timedelta(days=30), 20_00)
    _paid(NOON - timedelta(days=60), 90_00)  # before both
    days, before = figures.sold_by_day()
    assert (len(days), len(before)) == (30, 30)
    assert [day.sold.orders for day in days] == [1] + [0] * 29
    assert [day.sold.orders for day in before] == [0] * 29 + [1]


def test_a_refund_is_taken_off_the_day_of_the_payment():
    order = _paid(NOON - timedelta(days=2), 20_00)
    _refund(order, everything=False)
    days, _before = figures.sold_by_day()
    assert days[-3].sold == figures.Sold(1, order.shipping_minor)


def test_an_order_that_went_back_whole_does_not_count():
    _refund(_paid(NOON - timedelta(days=2), 100_00), everything=True)
    placed((variant(10_00, None, title="unpaid"), 1))
    days, _before = figures.sold_by_day()
    assert sum(day.sold.orders for day in days) == 0
    assert figures.top_products() == ()


def test_ranks_products_by_what_they_brought():
    cheap, dear = variant(10_00, None, title="Sock"), variant(99_00, None, title="Coat")
    paid((cheap, 3), (dear, 1))
    top = figures.top_products()
    assert [(t.title, t.units, t.net_minor) for t in top] == [
        ("Coat", 1, 99_00),
        ("Sock", 3, 30_00),
    ]


def test_a_minute_old_at_most():
    assert figures.sold_by_day()[0][-1].sold.orders == 0
    paid((variant(10_00, None), 1))
    forget_everything()  # as after a minute
    assert figures.sold_by_day()[0][-1].sold.orders == 1
