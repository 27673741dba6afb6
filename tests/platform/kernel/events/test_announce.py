from contextlib import suppress
from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from kernel.events import Event, announce
from kernel.events.models import OutboxEvent
from kernel.events.tasks import drain_outbox

from .conftest import KettleBoiled


class Rollback(Exception):
    pass


@pytest.fixture
def sent(monkeypatch) -> list[tuple]:
    messages: list[tuple] = []
    monkeypatch.setattr(
        drain_outbox, "apply_async", lambda args, kwargs, **options: messages.append(args)
    )
    return messages


def test_asks_for_one_drain_a_transaction(in_shop_a, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        announce(KettleBoiled(1), aggregate="kettle:1")
        announce(KettleBoiled(2), aggregate="kettle:2")
        assert sent == []
    assert sent == [("t_testalpha",)]
    assert OutboxEvent.objects.count() == 2


def test_a_savepoint_rolled_back_takes_its_event_along_and_no_other(
    in_shop_a, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        with suppress(Rollback), transaction.atomic():
            announce(KettleBoiled(1), aggregate="kettle:1")
            raise Rollback
        announce(KettleBoiled(2), aggregate="kettle:2")
    assert sent == [("t_testalpha",)]
    assert OutboxEvent.objects.get().payload == {"kettle_id": 2, "note": ""}


@pytest.mark.race
def test_refuses_outside_a_transaction(committed_db, in_shop_a):
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError, match="outside the transaction"):
        announce(KettleBoiled(1), aggregate="kettle:1")
    assert not OutboxEvent.objects.exists()


def test_two_events_cannot_share_a_name():
    with pytest.raises(TypeError, match="two events are named KettleBoiled"):

        @dataclass(frozen=True)
        class Other(Event):
            name = "KettleBoiled"
