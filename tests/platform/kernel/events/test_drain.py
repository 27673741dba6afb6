from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction

from kernel import clock
from kernel.events import announce
from kernel.events.draining import MAX_ATTEMPTS, drain
from kernel.events.models import OutboxEvent, ProcessedEvent
from kernel.events.selectors import dead_letters, open_events
from kernel.events.services import retry_dead_letter

from .conftest import KettleBoiled

pytestmark = pytest.mark.usefixtures("in_shop_a")


def test_a_handler_hears_the_event_once(heard):
    announce(KettleBoiled(1, "green"), aggregate="kettle:1")
    assert drain().done == 1
    assert drain().total == 0
    assert heard == [KettleBoiled(1, "green")]
    assert ProcessedEvent.objects.get().handler == "tests.hear"


def test_an_event_opened_again_reaches_only_those_who_have_not_reacted(heard, reactions):
    announce(KettleBoiled(1), aggregate="kettle:1")
    drain()
    late: list[KettleBoiled] = []
    reactions["tests.late"] = late.append
    OutboxEvent.objects.update(done_at=None)
    drain()
    assert (len(heard), len(late)) == (1, 1)


def test_a_handler_that_fails_undoes_itself_only_and_is_tried_again_alone(heard, reactions):
    def fail(event: KettleBoiled) -> None:
        announce(KettleBoiled(99), aggregate="kettle:99")
        if not working:
            raise ValueError("no water")

    working: list[bool] = []
    reactions["tests.fail"] = fail
    announce(KettleBoiled(1), aggregate="kettle:1")
    assert drain().failed == 1
    row = open_events().get()
    assert (row.attempts, row.last_error) == (1, "tests.fail: ValueError: no water")
    assert set(ProcessedEvent.objects.values_list("handler", flat=True)) == {"tests.hear"}

    working.append(True)
    assert drain().total == 0, "it is not due yet"
    del reactions["tests.fail"]
    reactions["tests.fail"] = lambda event: None
    with clock.travel(timedelta(seconds=3)):
        assert drain().done == 1
    assert heard == [KettleBoiled(1)]


def test_a_failure_in_the_database_does_not_take_the_others_along(heard, reactions):
    def fail(event: KettleBoiled) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM no_such_table")

    reactions["tests.fail"] = fail
    announce(KettleBoiled(1), aggregate="kettle:1")
    assert drain().failed == 1
    assert heard == [KettleBoiled(1)]
    assert "no_such_table" in open_events().get().last_error


def test_later_events_of_an_aggregate_wait_for_an_older_open_one(reactions):
    order: list[tuple[int, str]] = []
    broken = {"first"}

    def note(event: KettleBoiled) -> None:
        if event.note in broken:
            raise ValueError
        order.append((event.kettle_id, event.note))

    reactions["tests.note"] = note
    announce(KettleBoiled(1, "first"), aggregate="kettle:1")
    announce(KettleBoiled(1, "second"), aggregate="kettle:1")
    announce(KettleBoiled(2, "other"), aggregate="kettle:2")
    drain()
    assert order == [(2, "other")]

    broken.clear()
    with clock.travel(timedelta(seconds=3)):
        drain()
    assert order == [(2, "other"), (1, "first"), (1, "second")]


def test_delays_grow_and_after_many_tries_the_letter_is_dead(heard, reactions):
    def fail(event: KettleBoiled) -> None:
        raise ValueError("never")

    reactions["tests.fail"] = fail
    announce(KettleBoiled(1), aggregate="kettle:1")
    announce(KettleBoiled(1, "next"), aggregate="kettle:1")
    delays, ahead = [], timedelta()
    for _ in range(MAX_ATTEMPTS):
        with clock.travel(ahead):
            before = clock.now()
            drain(limit=1)
            delays.append(OutboxEvent.objects.earliest("id").next_try_at - before)
        ahead += timedelta(hours=2)
    assert timedelta(seconds=1) < delays[0] < timedelta(seconds=3)
    assert all(timedelta(minutes=44) < delay < timedelta(minutes=76) for delay in delays[-2:])

    dead = dead_letters().get()
    assert (dead.attempts, dead.done_at) == (MAX_ATTEMPTS, None)
    del reactions["tests.fail"]
    with clock.travel(ahead):
        drain()
        assert heard[-1] == KettleBoiled(1, "next"), "a dead letter holds nobody up"

    assert retry_dead_letter(dead.pk)
    assert not retry_dead_letter(dead.pk)
    assert drain().done == 1
    assert not dead_letters().exists()


def test_an_event_nobody_declares_fails_instead_of_vanishing(heard, reactions):
    announce(KettleBoiled(1), aggregate="kettle:1")
    OutboxEvent.objects.update(payload={})  # a field without default is missing
    assert drain().failed == 1
    assert "TypeError" in open_events().get().last_error


def test_fields_the_event_no_longer_has_are_dropped(heard):
    announce(KettleBoiled(1), aggregate="kettle:1")
    OutboxEvent.objects.update(payload={"kettle_id": 1, "colour": "red"})
    drain()
    assert heard == [KettleBoiled(1)]


def test_an_event_without_handlers_is_done(reactions):
    announce(KettleBoiled(1), aggregate="kettle:1")
    assert drain().done == 1


def test_an_event_can_wait_for_its_time(heard):
    announce(KettleBoiled(1), aggregate="k", not_before=clock.now() + timedelta(days=7))
    assert drain().total == 0
    with clock.travel(timedelta(days=7)):
        assert drain().done == 1
    assert len(heard) == 1


def test_takes_no_more_than_the_limit(heard):
    for number in range(5):
        announce(KettleBoiled(number), aggregate=f"kettle:{number}")
    assert drain(limit=3).done == 3
    assert [event.kettle_id for event in heard] == [0, 1, 2]


def test_what_a_handler_announces_is_handled_too(reactions):
    names: list[str] = []

    def chain(event: KettleBoiled) -> None:
        names.append(event.note)
        if len(names) < 3:
            announce(KettleBoiled(1, event.note + "x"), aggregate="kettle:1")

    reactions["tests.chain"] = chain
    announce(KettleBoiled(1, "a"), aggregate="kettle:1")
    drain()
    assert names == ["a", "ax", "axx"]


def test_an_error_of_the_connection_is_not_hidden_inside_another_transaction(
    reactions, monkeypatch
):
    def lose(row):
        raise OperationalError("server closed the connection")

    announce(KettleBoiled(1), aggregate="kettle:1")
    monkeypatch.setattr("kernel.events.draining._handle", lose)
    with transaction.atomic(), pytest.raises(OperationalError):
        drain()
