import logging
import time

import pytest
from django.db import connection, transaction
from django_tenants.utils import schema_context

from kernel import tenant_task as module
from kernel.tenant_task import tenant_task

seen: list[tuple] = []


@tenant_task(name="tests.note")
def note(schema_name: str, *args: object) -> None:
    seen.append((schema_name, connection.schema_name, connection.tenant.schema_name, *args))
    if args == ("fail",):
        raise ValueError("on purpose")


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    seen.clear()
    monkeypatch.setattr(module, "_broker_silent_until", 0.0)


def test_runs_inside_the_schema_it_names_and_leaves_it(shop_a):
    note(shop_a.schema_name, 7)
    assert seen == [("t_testalpha", "t_testalpha", "t_testalpha", 7)]
    assert connection.schema_name == "public"


def test_leaves_the_schema_when_it_fails(shop_a):
    with pytest.raises(ValueError, match="on purpose"):
        note(shop_a.schema_name, "fail")
    assert connection.schema_name == "public"


def test_does_nothing_for_a_shop_that_is_gone(shop_a):
    note("t_nosuchshop", 7)
    assert seen == []


def test_refuses_to_start_in_another_shop(shop_a, shop_b):
    with (
        schema_context(shop_b.schema_name),
        pytest.raises(RuntimeError, match="starts in t_testbeta"),
    ):
        note(shop_a.schema_name)
    assert seen == []


def test_a_task_without_a_schema_is_no_tenant_task():
    with pytest.raises(TypeError, match="schema_name"):

        @tenant_task(name="tests.wrong")
        def wrong(job_id: int) -> None: ...


def test_sends_the_present_schema_after_commit(
    in_shop_a, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(
        note, "apply_async", lambda args, kwargs, **options: sent.append((args, kwargs))
    )
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        note.send(5, why="test")
        assert sent == []
    assert sent == [(("t_testalpha", 5), {"why": "test"})]


def test_a_dead_broker_is_logged_and_then_left_alone(
    in_shop_a, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    tries = []

    def fail(*args, **kwargs):
        tries.append(time.monotonic())
        raise OSError("connection refused")

    monkeypatch.setattr(note, "apply_async", fail)
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        note.send(1)
        note.send(2)
    assert len(tries) == 1
    assert "broker_unavailable: tests.note" in caplog.text
