import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections, transaction
from django_tenants.utils import schema_context

from config.celery import app
from kernel import clock
from kernel.events import announce
from kernel.events.draining import drain
from kernel.events.models import OutboxEvent
from kernel.events.sweeping import schemas_with_due_events
from kernel.events.tasks import SWEEP_EVERY, drain_outbox, sweep_outboxes
from tenants.directory.models import Tenant

from .conftest import KettleBoiled

pytestmark = [pytest.mark.race, pytest.mark.usefixtures("committed_db")]


def boil(number: int = 1) -> None:
    with transaction.atomic():
        announce(KettleBoiled(number), aggregate=f"kettle:{number}")


@pytest.fixture
def dead_redis(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError("connection refused")

    monkeypatch.setattr("kernel.tenant_task._broker_silent_until", 0.0)
    monkeypatch.setattr(drain_outbox, "apply_async", refuse)


def test_with_redis_dead_announcing_still_commits_and_the_sweeper_finds_it(
    in_shop_a, dead_redis, monkeypatch, heard
):
    boil()
    assert OutboxEvent.objects.count() == 1
    assert schemas_with_due_events() == ["t_testalpha"]

    monkeypatch.undo()
    monkeypatch.setattr(drain_outbox, "apply_async", lambda args, kwargs, **options: drain())
    sweep_outboxes()
    assert heard == [KettleBoiled(1)]
    assert schemas_with_due_events() == []


def test_skips_schemas_that_are_missing_or_half_there(in_shop_a, shop_b, dead_redis):
    with schema_context("public"):
        Tenant.objects.create(schema_name="t_gone")
        Tenant.objects.create(schema_name="t_half")
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA t_half")
    boil()
    with schema_context(shop_b.schema_name):
        boil()
    assert schemas_with_due_events() == ["t_testalpha", "t_testbeta"]


def test_does_not_wait_for_a_shop_that_is_being_dropped(in_shop_a, shop_b, dead_redis):
    boil()
    with schema_context(shop_b.schema_name):
        boil()
    with schema_context(shop_b.schema_name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE events_outboxevent IN ACCESS EXCLUSIVE MODE")
        assert schemas_with_due_events() == ["t_testalpha"]
    assert schemas_with_due_events() == ["t_testalpha", "t_testbeta"]


def test_what_waits_for_its_time_is_handled_at_that_time(in_shop_a, monkeypatch, heard):
    sent: list[datetime | None] = []
    monkeypatch.setattr(
        drain_outbox, "apply_async", lambda args, kwargs, **options: sent.append(options.get("eta"))
    )
    soon = clock.now() + SWEEP_EVERY / 2
    with transaction.atomic():
        announce(KettleBoiled(1), "kettle:1", not_before=soon)
        announce(KettleBoiled(2), "kettle:2", not_before=soon + SWEEP_EVERY)

    with schema_context("public"):
        sweep_outboxes()
        assert sent == [None]  # the shop is looked at now
        drain_outbox(in_shop_a.schema_name)
    assert sent == [None, soon]  # and again when the first is due
    assert heard == []
    with clock.frozen(soon), schema_context("public"):
        drain_outbox(in_shop_a.schema_name)
    assert heard == [KettleBoiled(1)]


def test_the_clock_sweeps_as_often_as_the_sweeper_looks_ahead():
    assert timedelta(seconds=app.conf.beat_schedule["events.sweep"]["schedule"]) == SWEEP_EVERY


def test_many_workers_react_once_to_each(in_shop_a, dead_redis, reactions):
    heard: list[int] = []
    reactions["tests.hear"] = lambda event: heard.append(event.kettle_id)
    for number in range(40):
        boil(number)

    def work() -> None:
        try:
            with schema_context(in_shop_a.schema_name):
                drain()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(heard) == list(range(40))
    assert not OutboxEvent.objects.filter(done_at=None).exists()
