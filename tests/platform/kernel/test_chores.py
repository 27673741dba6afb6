"""What is done for every shop once a day: each shop in its hour, each chore on its own."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from kernel import chores, clock, tasks
from tenants.directory.models import Tenant

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


def declare(name: str, function, *, module: str = "ledger.chores") -> None:
    function.__module__ = module
    chores.chore(name=name)(function)


def test_a_chore_that_fails_leaves_the_others_alone(own_chores, in_shop_a):
    done = []

    def fails() -> None:
        raise ValueError("on purpose")

    declare("a.fails", fails)
    declare("b.works", lambda: done.append(connection.schema_name))

    assert chores.do_chores() == ["a.fails"]
    assert done == [in_shop_a.schema_name]


def test_public_has_only_the_chores_of_its_tables(own_chores, shop_a):
    done = []
    declare("cart.tidy", lambda: done.append("cart"), module="storefront.cart.chores")
    declare("ledger.tidy", lambda: done.append("ledger"))
    assert chores.do_chores() == []
    assert done == ["ledger"]
    with tenant_context(shop_a):
        chores.do_chores()
    assert done == ["ledger", "cart", "ledger"]


def test_a_shop_that_is_only_wished_for_has_none(shop_a):
    wished = Tenant.objects.create(schema_name="t_wishedfor00000000")
    asked = Counter()
    for hour in range(24):
        with clock.frozen(MIDNIGHT + timedelta(hours=hour)):
            asked.update(chores.shops_of_the_hour())
    assert (asked[shop_a.schema_name], asked[wished.schema_name]) == (1, 0)


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
    assert chores.do_chores() == []
    with tenant_context(shop_a):
        assert chores.do_chores() == []


def test_the_task_does_them_in_its_shop(own_chores, shop_a, db):
    done = []
    declare("a.works", lambda: done.append(connection.schema_name))
    tasks.do_chores_of_shop(shop_a.schema_name)
    tasks.do_chores_of_shop("public")
    assert done == [shop_a.schema_name, "public"]
