"""Real threads and real commits on few accounts."""

import random
import threading
from collections.abc import Callable

import pytest
from django.db import connections, transaction
from django_tenants.utils import schema_context

from ledger.errors import InsufficientBalance
from ledger.models import Hold, Transfer
from ledger.selectors import balances, discrepancies
from ledger.services import Entry, capture_hold, open_hold, post, release_hold

from .conftest import PENDING, POINTS, REDEEMED, earn, spend

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed_db", "in_shop_a")]


def in_threads(jobs: list[Callable[[], None]]) -> list[Exception]:
    errors: list[Exception] = []
    start = threading.Barrier(len(jobs))

    def work(job: Callable[[], None]) -> None:
        try:
            with schema_context("t_testalpha"):
                start.wait()
                job()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_many_spend_the_same_points_and_no_more_than_there_are():
    earn(1, 100)
    errors = in_threads([lambda n=n: spend(1, 7, key=f"spend:{n}") for n in range(24)])
    assert {type(error) for error in errors} == {InsufficientBalance}
    assert len(errors) == 24 - 14
    assert balances([POINTS.of(1)])[POINTS.of(1)].posted == 100 - 14 * 7
    assert discrepancies() == []


def test_the_same_key_from_many_threads_is_one_posting():
    earn(1, 100)
    errors = in_threads([lambda: spend(1, 7, key="the one")] * 8)
    assert errors == []
    assert Transfer.objects.filter(txn__idem_key="the one").count() == 1
    assert balances([POINTS.of(1)])[POINTS.of(1)].posted == 93


def test_the_same_hold_from_many_threads_is_one_hold():
    earn(1, 100)
    errors = in_threads([lambda: open_hold(POINTS.of(1), 60, key="the one")] * 8)
    assert errors == []
    assert Hold.objects.count() == 1
    assert discrepancies() == []


def test_capture_and_release_at_once_end_in_one_of_the_two():
    earn(1, 100)
    hold = open_hold(POINTS.of(1), 60, key="hold")
    in_threads(
        [
            lambda: capture_hold(hold, REDEEMED, key="capture", kind="spend"),
            lambda: release_hold(hold),
        ]
        * 3
    )
    hold.refresh_from_db()
    balance = balances([POINTS.of(1)])[POINTS.of(1)]
    assert (hold.state, balance.posted, balance.held) in [
        (Hold.CAPTURED, 40, 0),
        (Hold.RELEASED, 100, 0),
    ]
    assert discrepancies() == []


def test_postings_over_crossing_accounts_never_deadlock():
    for member in (1, 2, 3):
        post([Entry(REDEEMED, PENDING.of(member), 1000)], key=f"start:{member}", kind="start")

    def many(seed: int) -> None:
        choice = random.Random(seed)
        for step in range(15):
            debit, credit = choice.sample((1, 2, 3), 2)
            entry = Entry(PENDING.of(debit), PENDING.of(credit), choice.randint(1, 9))
            with transaction.atomic():
                post([entry], key=f"move:{seed}:{step}", kind="move")

    assert in_threads([lambda seed=seed: many(seed) for seed in range(6)]) == []
    total = sum(balance.posted for balance in balances(PENDING.of(m) for m in (1, 2, 3)).values())
    assert total == 3000
    assert discrepancies() == []
