"""What is done for every shop once a day: each shop in its hour, each chore on its own."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kernel import chores, clock, tasks

MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def own_chores(monkeypatch):
    """Nothing but what the test declares."""
    monkeypatch.setattr(chores, "_chores", {})


def test_every_shop_has_its_hour_once_a_day(shop_a, shop_b):
    asked = Counter()
    for hour in range(24):
        with clock.frozen(MIDNIGHT + timedelta(hours=hour)):
            asked.update(chores.shops_of_the_hour())
    assert {asked[name] for name in (shop_a.schema_name, shop_b.schema_name, "public")} == {1}


def test_a_chore_that_fails_leaves_the_others_alone(own_chores, in_shop_a):
    done = []

    @chores.chore(name="a.fails")
    def fails() -> None:
        raise ValueError("on purpose")

    @chores.chore(name="b.works")
    def works() -> None:
        done.append(connection.schema_name)

    assert chores.do_chores() == ["a.fails"]
    assert done == [in_shop_a.schema_name]


def test_two_chores_of_one_name_are_refused(own_chores):
    chores.chore(name="twice")(lambda: None)
    with pytest.raises(ValueError, match="two chores twice"):
        chores.chore(name="twice")(lambda: None)


def test_all_chores_of_the_product_work_in_a_shop_and_in_public(shop_a, db):
    assert set(chores._chores) >= {
        "accounts.forget_dead_sessions",
        "cart.forget_old_carts",
        "events.forget_old_events",
        "ledger.check_books",
        "ledger.release_expired_holds",
    }
    tasks.do_chores_of_shop(shop_a.schema_name)
