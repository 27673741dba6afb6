from datetime import timedelta

import pytest

from kernel import clock
from ledger.errors import HoldClosed, InsufficientBalance, KeyReused
from ledger.models import Hold, Transfer
from ledger.selectors import balances, spendable_amount
from ledger.services import (
    capture_hold,
    expire_lots,
    open_hold,
    release_expired_holds,
    release_hold,
)

from .conftest import EXPIRED, NOON, POINTS, REDEEMED, earn, new_key, spend

pytestmark = pytest.mark.usefixtures("books")
MEMBER = POINTS.of(1)


def state() -> tuple[int, int]:
    balance = balances([MEMBER])[MEMBER]
    return balance.posted, balance.held


def test_sets_value_aside():
    earn(1, 100)
    open_hold(MEMBER, 60, key="order:1")
    assert state() == (100, 60)
    with pytest.raises(InsufficientBalance):
        spend(1, 41)
    with pytest.raises(InsufficientBalance):
        open_hold(MEMBER, 41, key="order:2")
    spend(1, 40)
    assert state() == (60, 60)


def test_opening_twice_is_one_hold():
    earn(1, 100)
    first = open_hold(MEMBER, 60, key="order:1")
    assert open_hold(MEMBER, 60, key="order:1").pk == first.pk
    assert state() == (100, 60)
    with pytest.raises(KeyReused):
        open_hold(MEMBER, 61, key="order:1")


def test_opening_twice_works_when_nothing_is_left():
    earn(1, 60)
    first = open_hold(MEMBER, 60, key="order:1")
    assert open_hold(MEMBER, 60, key="order:1").pk == first.pk


def test_a_captured_hold_moves_the_value():
    earn(1, 100)
    hold = open_hold(MEMBER, 60, key="order:1")
    posting = capture_hold(hold, REDEEMED, key="pay:1", kind="spend")
    assert state() == (40, 0)
    assert capture_hold(hold, REDEEMED, key="pay:1", kind="spend").txn == posting.txn
    with pytest.raises(HoldClosed):
        capture_hold(hold, REDEEMED, key="pay:other", kind="spend")
    with pytest.raises(HoldClosed):
        release_hold(hold)
    assert (Transfer.objects.count(), state()) == (2, (40, 0))


def test_capturing_a_part_frees_the_rest():
    earn(1, 100)
    hold = open_hold(MEMBER, 60, key="order:1")
    capture_hold(hold, REDEEMED, key="pay:1", kind="spend", amount=25)
    assert state() == (75, 0)
    assert Hold.objects.get().captured == 25


@pytest.mark.parametrize("amount", [0, 61, -1])
def test_no_more_than_the_hold_is_captured(amount):
    earn(1, 100)
    hold = open_hold(MEMBER, 60, key="order:1")
    with pytest.raises(ValueError, match="of a hold of 60"):
        capture_hold(hold, REDEEMED, key="pay:1", kind="spend", amount=amount)


def test_a_released_hold_is_free_again_once():
    earn(1, 100)
    hold = open_hold(MEMBER, 60, key="order:1")
    assert release_hold(hold)
    assert not release_hold(hold)
    assert state() == (100, 0)
    with pytest.raises(HoldClosed):
        capture_hold(hold, REDEEMED, key="pay:1", kind="spend")


def test_a_hold_keeps_its_lots_even_past_their_expiry():
    earn(1, 30, expires_at=NOON + timedelta(days=1))
    earn(1, 50)
    hold = open_hold(MEMBER, 20, key="order:1")
    with clock.travel(timedelta(days=2)):
        assert expire_lots(MEMBER, EXPIRED) == 10
        assert spendable_amount(MEMBER) == 50
        capture_hold(hold, REDEEMED, key="pay:1", kind="spend")
        assert expire_lots(MEMBER, EXPIRED) == 0
    assert state() == (50, 0)


def test_a_hold_released_too_late_leaves_an_expired_lot():
    earn(1, 30, expires_at=NOON + timedelta(days=1))
    hold = open_hold(MEMBER, 20, key="order:1")
    with clock.travel(timedelta(days=2)):
        expire_lots(MEMBER, EXPIRED)
        release_hold(hold)
        with pytest.raises(InsufficientBalance):
            open_hold(MEMBER, 1, key="order:2")
        assert expire_lots(MEMBER, EXPIRED) == 20
    assert state() == (0, 0)


def test_holds_with_an_end_are_released_after_it():
    earn(1, 100)
    open_hold(MEMBER, 10, key="a", expires_at=NOON + timedelta(minutes=5))
    open_hold(MEMBER, 20, key="b")
    assert release_expired_holds() == 0
    with clock.travel(timedelta(minutes=5)):
        assert release_expired_holds() == 1
    assert state() == (100, 20)
    assert Hold.objects.get(idem_key="a").state == Hold.EXPIRED


def test_checkout_pays_few_statements_for_a_hold(django_assert_max_num_queries):
    earn(1, 10)
    earn(1, 100)
    with django_assert_max_num_queries(7):  # of which two are its savepoint
        open_hold(MEMBER, 60, key=new_key())
