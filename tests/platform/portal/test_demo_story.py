"""The demo's story adds up: orders, payments, stock, points and the ledger."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F, Sum
from django.utils import translation

from kernel import clock
from ledger.selectors import discrepancies
from loyalty.members.models import Member
from loyalty.points.selectors import balances
from portal.demo import story
from portal.demo.shops import SHOPS
from portal.demo.story import Story
from storefront.catalog.samples import starter
from storefront.catalog.samples.starter import stock_the_shelves
from storefront.inventory.models import Reservation, StockItem
from storefront.orders.models import Order, OrderLine
from storefront.orders.states import PaymentState
from storefront.payments.models import Payment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]
NOW = datetime(2026, 11, 20, 6, tzinfo=UTC)


@pytest.fixture(params=SHOPS, ids=lambda plan: plan.trade)
def told(request, monkeypatch):
    monkeypatch.setattr(story, "DAYS", 30)
    monkeypatch.setattr(starter, "prepared", lambda name: None)
    with clock.frozen(NOW - timedelta(days=40)):
        stock_the_shelves(request.param.trade, "zh-hans", "CNY", everything=True)
    with translation.override("zh-hans"):
        Story(request.param, NOW, ZoneInfo("Asia/Shanghai")).tell()


def test_everything_adds_up(told):
    orders = Order.objects.all()
    assert orders.count() > 12
    for order in orders.prefetch_related("lines"):
        lines = sum(line.total_minor for line in order.lines.all())
        assert order.total_minor == lines + order.shipping_minor
        assert order.placed_at < NOW
    paid = orders.exclude(payment_state=PaymentState.UNPAID)
    money = Payment.objects.filter(state="paid").aggregate(
        paid=Sum("amount_minor"), back=Sum("refunded_minor")
    )
    assert money["paid"] == paid.aggregate(sum=Sum("payable_minor"))["sum"]
    assert not OrderLine.objects.filter(shipped_quantity__gt=F("quantity")).exists()
    assert list(discrepancies()) == []
    held = Reservation.objects.filter(state="held").aggregate(sum=Sum("quantity"))["sum"] or 0
    assert held == StockItem.objects.aggregate(sum=Sum("reserved"))["sum"]
    assert any(balances(member.pk).active > 0 for member in Member.objects.all())


def test_the_same_seed_draws_the_same_days():
    one, two = (Story(SHOPS[1], NOW, ZoneInfo("Asia/Shanghai")) for _ in range(2))
    assert [one._orders_on(day) for day in range(90)] == [two._orders_on(day) for day in range(90)]
