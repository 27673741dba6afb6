from datetime import timedelta

import pytest

from kernel import clock
from kernel.events.models import OutboxEvent
from loyalty.points.models import GrantState, PointsGrant
from loyalty.points.selectors import points_of_order
from loyalty.points.services import adjust_points, save_rules, settle_points
from storefront.customers.models import Customer

from ..shopping import cancel, pay, place, receive, settle
from .conftest import NOON, pots

WEEK = timedelta(days=7)


def test_a_paid_order_earns_pending_points(member):
    order = place(member, (2, 9950), (1, 150))
    settle()
    assert pots(member) == (0, 0, 0)
    pay(order)
    settle()
    assert pots(member) == (0, 200, 0), "20050 fen of goods; shipping earns nothing"
    assert points_of_order(order.pk).state == GrantState.PENDING


def test_they_become_active_seven_days_after_receipt(member):
    order = place(member, (1, 10000))
    pay(order)
    receive(order)
    settle()
    with clock.travel(WEEK - timedelta(seconds=1)):
        settle()
        assert pots(member) == (0, 100, 0)
    with clock.travel(WEEK):
        settle()
        assert pots(member) == (100, 0, 0)
    assert PointsGrant.objects.get().activated_at == NOON + WEEK


def test_they_are_active_at_receipt_when_the_shop_waits_no_days(member):
    save_rules(by="test", activation_days=0)
    order = place(member, (1, 10000))
    pay(order)
    settle()
    assert pots(member) == (0, 100, 0)
    receive(order)
    settle()
    assert pots(member) == (100, 0, 0)


@pytest.mark.parametrize(("rounding", "points"), [("down", 3), ("nearest", 4), ("up", 4)])
def test_parts_of_a_point_are_rounded_as_the_shop_says(member, rounding, points):
    save_rules(by="test", earn_points=3, earn_per_minor=100, earn_rounding=rounding)
    pay(place(member, (1, 117)))
    settle()
    assert pots(member) == (0, points, 0)


def test_every_event_twice_changes_nothing(member):
    save_rules(by="test", activation_days=0)
    order = place(member, (1, 10000))
    pay(order)
    for _ in range(2):
        settle_points(order.pk, earn=True)
    receive(order)
    for _ in range(2):
        settle_points(order.pk)
    settle()
    OutboxEvent.objects.update(done_at=None)
    settle()
    assert pots(member) == (100, 0, 0)
    assert PointsGrant.objects.count() == 1


def test_received_before_the_payment_is_processed_comes_to_the_same(member):
    save_rules(by="test", activation_days=0)
    order = place(member, (1, 10000))
    pay(order)
    receive(order)
    settle_points(order.pk)
    assert pots(member) == (0, 0, 0)
    settle()
    assert pots(member) == (100, 0, 0)


def test_a_guest_and_an_unpaid_order_earn_nothing(member):
    guest = Customer.objects.create(name="Guest", email="guest@example.com")
    pay(place(None, (1, 10000), customer=guest))
    cancel(place(member, (1, 10000)))
    settle()
    assert not PointsGrant.objects.exists()
    assert pots(member) == (0, 0, 0)


def test_what_an_order_earns_is_decided_once_by_the_rules_of_its_payment(member):
    order = place(member, (1, 10000))
    pay(order)
    settle()
    save_rules(by="test", earn_points=5, activation_days=0)
    settle_points(order.pk, earn=True)
    receive(order)
    settle()
    assert pots(member) == (0, 100, 0), "and the seven days of those rules"

    save_rules(by="test", enabled=False)
    off = place(member, (1, 10000))
    pay(off)
    settle()
    save_rules(by="test", enabled=True)
    settle_points(off.pk, earn=True)
    assert pots(member) == (0, 100, 0)


def test_later_earnings_repay_debt_first(member, in_debt):
    assert pots(member) == (0, 0, 60)
    save_rules(by="test", activation_days=0)
    order = place(member, (1, 10000))
    pay(order)
    settle()
    assert pots(member) == (0, 100, 60)
    receive(order)
    settle()
    assert pots(member) == (40, 0, 0)


def test_small_earnings_only_repay(member, in_debt):
    save_rules(by="test", activation_days=0)
    order = place(member, (1, 2500))
    pay(order)
    receive(order)
    settle()
    assert pots(member) == (0, 0, 35)


def test_points_from_the_shop_repay_debt_first_too(member, in_debt):
    adjust_points(member.pk, 50, reason="sorry", by="owner", key="a")
    assert pots(member) == (0, 0, 10)
    adjust_points(member.pk, 50, reason="sorry", by="owner", key="b")
    assert pots(member) == (40, 0, 0)
    adjust_points(member.pk, 50, reason="sorry", by="owner", key="a")
    assert pots(member) == (40, 0, 0)


@pytest.fixture
def in_debt(member):
    """Earned 100, spent 60 of them, then sent everything back: owes 60."""
    from ..shopping import give_back

    save_rules(by="test", activation_days=0)
    order = place(member, (1, 10000))
    pay(order)
    receive(order)
    settle()
    adjust_points(member.pk, -60, reason="spent elsewhere", by="owner", key="spend")
    give_back(order, 1)
    settle()
