"""Whatever the code does: the database itself says no."""

import pytest
from django.db import IntegrityError, connection, transaction

from ledger.services import Entry, open_hold, post

from .conftest import CASH, POINTS, SALES, earn, new_key, spend

pytestmark = pytest.mark.usefixtures("books")


@pytest.fixture
def some_rows(books):
    """A member with 100 points, 30 spent, 20 held, and 5 yuan."""
    earn(1, 100)
    spend(1, 30)
    open_hold(POINTS.of(1), 20, key=new_key())
    post([Entry(SALES, CASH.of(1), 500)], key=new_key(), kind="top-up")


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE ledger_account SET posted = held - 1 WHERE kind = 'test:points'", "no_overdraft"),
        ("UPDATE ledger_account SET held = posted + 1 WHERE kind = 'test:points'", "no_overdraft"),
        ("UPDATE ledger_account SET held = -1 WHERE kind = 'test:points'", "held_not_negative"),
        ("UPDATE ledger_account SET posted = 1 WHERE NOT bounded", "unbounded_stores_nothing"),
        (
            "INSERT INTO ledger_account (unit, kind, owner_type, owner_id, bounded, posted, held, floor)"
            " SELECT unit, kind, owner_type, owner_id, bounded, 0, 0, 0 FROM ledger_account"
            " WHERE kind = 'test:issued'",
            "one_account_of_a_kind",
        ),
        ("UPDATE ledger_transfer SET amount = 0", "transfer_moves_something"),
        ("UPDATE ledger_transfer SET amount = -5", "transfer_moves_something"),
        ("UPDATE ledger_transfer SET credit_id = debit_id", "transfer_has_two_sides"),
        ("UPDATE ledger_transfer SET unit = 'CNY' WHERE unit = 'points'", "in_its_unit"),
        (
            "UPDATE ledger_transfer SET debit_id = (SELECT id FROM ledger_account WHERE"
            " kind = 'test:sales') WHERE unit = 'points'",
            "transfer_debit_in_its_unit",
        ),
        (
            "UPDATE ledger_transfer SET credit_id = (SELECT id FROM ledger_account WHERE"
            " kind = 'test:cash') WHERE unit = 'points'",
            "transfer_credit_in_its_unit",
        ),
        ("UPDATE ledger_txn SET idem_key = 'same'", "posted_once"),
        ("UPDATE ledger_hold SET captured = amount + 1", "captured_within_hold"),
        ("UPDATE ledger_hold SET amount = 0", "hold_holds_something"),
        ("UPDATE ledger_lot SET remaining = amount + 1", "lot_within_amount"),
        ("UPDATE ledger_lot SET remaining = -1, held = -1", "lot_"),
        ("UPDATE ledger_lot SET held = remaining + 1", "lot_held_within_remaining"),
        ("UPDATE ledger_lotuse SET restored = amount + 1", "restored_within_use"),
        ("UPDATE ledger_lotuse SET amount = 0", "lot_use_takes_something"),
        ("UPDATE ledger_lothold SET amount = 0", "lot_hold_holds_something"),
        (
            "INSERT INTO ledger_hold (idem_key, account_id, amount, captured, state, created_at)"
            " SELECT idem_key, account_id, amount, 0, state, created_at FROM ledger_hold",
            "held_once",
        ),
        (
            "INSERT INTO ledger_lot (account_id, transfer_id, amount, remaining, held, active_at)"
            " SELECT account_id, transfer_id, amount, remaining, held, active_at FROM ledger_lot",
            "transfer_id",
        ),
    ],
)
def test_refuses(some_rows, statement, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        run(statement)


@transaction.atomic
def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
