from datetime import timedelta

import pytest

from kernel import clock
from kernel.events.models import OutboxEvent
from ledger.models import Lot
from loyalty.points.services import adjust_points, save_rules, settle_points

from ..shopping import give_back, new_member, pay, place, preview, receive, settle
from .conftest import NOON, pots

LATER = timedelta(days=7)


@pytest.fixture
def rich(member):
    adjust_points(member.pk, 1000, reason="welcome", by="owner", key="welcome")
    return member


def test_takes_from_pending_first(member):
    order = place(member, (2, 5000), (1, 3000))
    pay(order)
    settle()
    assert preview(order, 1, 0) == [("50 pending points are taken back", -50)]
    give_back(order, 1, 0)
    settle()
    assert pots(member) == (0, 80, 0)
    receive(order)
    with clock.travel(LATER):
        settle()
        settle()
    assert pots(member) == (80, 0, 0)


def test_takes_active_points_when_none_are_pending(member):
    order = place(member, (2, 5000))
    pay(order)
    receive(order)
    settle()
    with clock.travel(LATER):
        settle()
        assert preview(order, 1) == [("50 active points are taken back", -50)]
        give_back(order, 1)
        settle()
    assert pots(member) == (50, 0, 0)


def test_what_is_already_spent_becomes_debt(member):
    order = place(member, (2, 5000))
    pay(order)
    receive(order)
    settle()
    with clock.travel(LATER):
        settle()
        pay(place(member, (1, 1000), points=80))
        settle()
        assert pots(member) == (20, 9, 0)
        assert preview(order, 1) == [
            ("20 active points are taken back", -20),
            ("30 points will be owed", -30),
        ]
        give_back(order, 1)
        settle()
    assert pots(member) == (0, 9, 30)


def test_points_set_aside_for_another_order_are_not_taken(member):
    save_rules(by="test", activation_days=0)
    order = place(member, (2, 5000))
    pay(order)
    receive(order)
    settle()
    other = place(member, (1, 1000), points=80)
    give_back(order, 2)
    settle()
    assert pots(member) == (80, 0, 80)
    pay(other)
    settle()
    assert pots(member) == (0, 9, 80)


def test_spent_points_come_back_to_the_same_lots(rich):
    adjust_points(rich.pk, 100, reason="more", by="owner", key="more")
    order = place(rich, (3, 1000), points=1050)
    pay(order)
    settle()
    assert pots(rich) == (50, 19, 0)
    assert preview(order, 1) == [
        ("350 spent points come back", 350),
        ("6 pending points are taken back", -6),
    ]
    give_back(order, 1)
    settle()
    assert pots(rich) == (400, 13, 0)
    give_back(order, 2)
    settle()
    assert pots(rich) == (1100, 0, 0)
    assert list(Lot.objects.order_by("id").values_list("amount", "remaining")) == [
        (1000, 1000),
        (100, 100),
    ]


@pytest.mark.parametrize("pieces", [[(3, 7)], [(1, 0), (1, 3), (1, 4)], [(0, 7), (3, 0)]])
def test_a_whole_refund_in_any_pieces_is_as_before_the_order(rich, pieces):
    order = place(rich, (3, 333), (7, 101), points=500)
    pay(order)
    settle()
    for units in pieces:
        give_back(order, *units)
        settle()
    assert pots(rich) == (1000, 0, 0)


def test_a_refund_processed_before_the_reward_comes_to_the_same(rich):
    order = place(rich, (2, 5000), points=600)
    pay(order)
    give_back(order, 1)
    settle_points(order.pk)  # the refund, which also takes what was set aside
    assert pots(rich) == (700, 0, 0)
    settle()
    assert pots(rich) == (700, 47, 0)

    other = new_member()
    adjust_points(other.pk, 1000, reason="welcome", by="owner", key="other")
    order = place(other, (2, 5000), points=600)
    pay(order)
    settle()
    give_back(order, 1)
    settle()
    assert pots(other) == (700, 47, 0)


def test_every_refund_twice_is_one(rich):
    order = place(rich, (2, 5000), points=600)
    pay(order)
    give_back(order, 1)
    settle()
    settle_points(order.pk)
    OutboxEvent.objects.update(done_at=None)
    settle()
    assert pots(rich) == (700, 47, 0)


def test_the_preview_says_what_then_happens(rich):
    order = place(rich, (3, 3333), (2, 777), points=901)
    pay(order)
    settle()
    for units in [(1, 1), (2, 0), (0, 1)]:
        before = pots(rich)
        said = sum(amount for _label, amount in preview(order, *units))
        give_back(order, *units)
        settle()
        after = pots(rich)
        assert said == (after[0] + after[1] - after[2]) - (before[0] + before[1] - before[2])


def test_an_expired_lot_that_gets_points_back_lives_some_days_longer(member):
    save_rules(by="test", expiry_months=1)
    adjust_points(member.pk, 300, reason="welcome", by="owner", key="w")
    order = place(member, (1, 1000), points=300)
    pay(order)
    settle()
    with clock.travel(timedelta(days=60)):
        settle()
        give_back(order, 1)
        settle()
        assert pots(member) == (300, 0, 0)
        assert Lot.objects.get().expires_at == NOON + timedelta(days=90)
    with clock.travel(timedelta(days=90)):
        settle()
        assert pots(member) == (0, 0, 0)


def test_without_grace_what_comes_back_to_an_expired_lot_expires(member):
    save_rules(by="test", expiry_months=1, restore_grace_days=0)
    adjust_points(member.pk, 300, reason="welcome", by="owner", key="w")
    order = place(member, (1, 1000), points=300)
    pay(order)
    settle()
    with clock.travel(timedelta(days=60)):
        give_back(order, 1)
        settle()
        assert pots(member) == (0, 0, 0)
