from datetime import timedelta

import pytest

from kernel import clock
from ledger.errors import InsufficientBalance
from ledger.models import Lot
from ledger.selectors import lots_of, lots_taken, spendable_amount
from ledger.services import Entry, NewLot, expire_lots, extend_expiry, post

from .conftest import EXPIRED, ISSUED, NOON, POINTS, REDEEMED, earn, give_back, spend

pytestmark = pytest.mark.usefixtures("books")
MEMBER = POINTS.of(1)


def left() -> list[int]:
    return list(Lot.objects.order_by("id").values_list("remaining", flat=True))


def in_days(days: int):
    return NOON + timedelta(days=days)


def test_soonest_expiry_is_spent_first_then_the_oldest():
    earn(1, 10)
    earn(1, 20, expires_at=in_days(30))
    earn(1, 30, expires_at=in_days(10))
    earn(1, 40, expires_at=in_days(30))
    spend(1, 55)
    assert left() == [10, 0, 0, 35]
    assert [lot.remaining for lot in lots_of(MEMBER)] == [35, 10]


def test_named_lots_give_first():
    earn(1, 10, expires_at=in_days(1))
    later = earn(1, 10).transfers[0].lot
    spend(1, 12, from_lots=(later.pk,))
    assert left() == [8, 0]


def test_a_refund_restores_the_same_lots_the_longest_living_first():
    earn(1, 10, expires_at=in_days(1))
    earn(1, 20, expires_at=in_days(5))
    earn(1, 30)
    spent = spend(1, 45)
    assert left() == [0, 0, 15]
    give_back(1, spent, 20)
    assert left() == [0, 5, 30]
    give_back(1, spent, 25)
    assert left() == [10, 20, 30]
    assert [use.restored for use in lots_taken(spent.transfers[0].pk)] == [10, 20, 15]


def test_no_more_is_restored_than_was_taken():
    earn(1, 10)
    spent = spend(1, 8)
    give_back(1, spent, 5)
    with pytest.raises(InsufficientBalance):
        give_back(1, spent, 4)
    assert left() == [7]


def test_overdue_lots_expire_once():
    earn(1, 10, expires_at=in_days(1))
    earn(1, 20, expires_at=in_days(2))
    earn(1, 30)
    with clock.travel(timedelta(days=1)):
        assert spendable_amount(MEMBER) == 50
        assert expire_lots(MEMBER, EXPIRED) == 10
        assert expire_lots(MEMBER, EXPIRED) == 0
    assert left() == [0, 20, 30]


def test_expiring_in_pieces_is_as_expiring_at_once():
    for days in (1, 2, 3):
        earn(1, 10, expires_at=in_days(days))
        earn(2, 10, expires_at=in_days(days))
    for days in (1, 2, 3):
        with clock.travel(timedelta(days=days)):
            assert expire_lots(MEMBER, EXPIRED) == 10
    with clock.travel(timedelta(days=3)):
        assert expire_lots(POINTS.of(2), EXPIRED) == 30
    assert left() == [0] * 6


def test_an_expired_lot_can_be_given_days_of_grace():
    lot = earn(1, 10, expires_at=in_days(1)).transfers[0].lot
    spent = spend(1, 10)
    with clock.travel(timedelta(days=3)):
        give_back(1, spent, 10)
        assert spendable_amount(MEMBER) == 0
        extend_expiry(MEMBER, [lot.pk], until=in_days(33))
        assert spendable_amount(MEMBER) == 10
    with clock.travel(timedelta(days=33)):
        assert expire_lots(MEMBER, EXPIRED) == 10


def test_what_enters_an_account_with_lots_is_a_lot():
    with pytest.raises(ValueError, match="one new lot or a restored use"):
        Entry(ISSUED, MEMBER, 5)
    with pytest.raises(ValueError, match="one new lot or a restored use"):
        Entry(REDEEMED, MEMBER, 5, new_lot=NewLot(NOON), restores=1)


def test_a_lot_cannot_be_spent_before_it_is_active():
    entry = Entry(ISSUED, MEMBER, 5, new_lot=NewLot(in_days(7)))
    post([entry], key="later", kind="earn")
    assert spendable_amount(MEMBER) == 0
    with clock.travel(timedelta(days=7)):
        assert spendable_amount(MEMBER) == 5
