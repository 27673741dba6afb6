import itertools
from datetime import UTC, datetime

import pytest

from kernel import clock
from ledger.selectors import discrepancies
from ledger.services import AccountKind, Entry, NewLot, Posting, post

POINTS = AccountKind("test:points", "points", "member", bounded=True, lots=True)
PENDING = AccountKind("test:pending", "points", "member", bounded=True)
DEBT = AccountKind("test:debt", "points", "member")
ISSUED = AccountKind("test:issued", "points").of()
REDEEMED = AccountKind("test:redeemed", "points").of()
EXPIRED = AccountKind("test:expired", "points").of()
CASH = AccountKind("test:cash", "CNY", "member", bounded=True)
SALES = AccountKind("test:sales", "CNY").of()

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_numbers = itertools.count(1)


def new_key() -> str:
    return f"test:{next(_numbers)}"


def earn(member: int, amount: int, *, expires_at=None, key=None) -> Posting:
    """A lot of points out of nothing."""
    entry = Entry(ISSUED, POINTS.of(member), amount, new_lot=NewLot(clock.now(), expires_at))
    return post([entry], key=key or new_key(), kind="earn")


def spend(member: int, amount: int, *, key=None, **lots) -> Posting:
    return post(
        [Entry(POINTS.of(member), REDEEMED, amount, **lots)], key=key or new_key(), kind="spend"
    )


def give_back(member: int, spent: Posting, amount: int) -> Posting:
    entry = Entry(REDEEMED, POINTS.of(member), amount, restores=spent.transfers[0].pk)
    return post([entry], key=new_key(), kind="restore")


@pytest.fixture
def books(in_shop_a):
    """Afterwards the books must add up."""
    with clock.frozen(NOON):
        yield
        assert discrepancies() == []
