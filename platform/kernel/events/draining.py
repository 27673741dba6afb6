"""Reacting to what the outbox holds, one event a transaction.

The row stays locked while its handlers run, so no other worker takes it; each handler runs in a savepoint
with its processed_event row. A handler that fails undoes itself only, and is tried again alone.
"""

import logging
import random
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from kernel import clock

from .models import OPEN, OutboxEvent, ProcessedEvent
from .registry import Reaction, handlers_of, rebuild

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 14  # about four hours
LONGEST_DELAY_SECONDS = 3600


@dataclass
class Drained:
    """How many events were finished, and how many must be tried again."""

    done: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        return self.done + self.failed


def drain(limit: int = 200) -> Drained:
    """Handle up to `limit` due events of the present schema."""
    result = Drained()
    while result.total < limit:
        finished = _handle_next()
        if finished is None:
            break
        if finished:
            result.done += 1
        else:
            result.failed += 1
    return result


def _handle_next() -> bool | None:
    """True when done, False when it failed, None when nothing is due."""
    row = None
    try:
        with transaction.atomic():
            row = _claim()
            if row is None:
                return None
            return _handle(row)
    except Exception as error:
        if row is None or connection.in_atomic_block:
            raise
        with transaction.atomic():  # the whole transaction broke: note it in another
            _note_failure(row, [f"{type(error).__name__}: {error}"])
        return False


def _claim() -> OutboxEvent | None:
    """The oldest due event that no older open event of its aggregate precedes, locked."""
    older = OutboxEvent.objects.filter(OPEN, aggregate=OuterRef("aggregate"), id__lt=OuterRef("id"))
    due = OutboxEvent.objects.filter(OPEN, ~Exists(older), next_try_at__lte=clock.now())
    return due.select_for_update(skip_locked=True, of=("self",)).order_by("id").first()


def _handle(row: OutboxEvent) -> bool:
    errors = [error for error in _reactions(row) if error]
    if errors:
        _note_failure(row, errors)
        return False
    row.done_at = clock.now()
    row.save(update_fields=["done_at"])
    return True


def _reactions(row: OutboxEvent) -> list[str | None]:
    return [_react(row, name, function) for name, function in handlers_of(row.name).items()]


def _react(row: OutboxEvent, handler: str, function: Reaction) -> str | None:
    """None when the handler has reacted, now or before; else what went wrong."""
    try:
        with transaction.atomic():
            if _first_time(handler, row.pk):
                function(rebuild(row.name, row.payload))
    except Exception as error:
        log.exception("event_handler_failed: %s %s %s", row.name, row.pk, handler)
        return f"{handler}: {type(error).__name__}: {error}"
    return None


def _first_time(handler: str, event_id: int) -> bool:
    table = ProcessedEvent._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (handler, event_id, processed_at) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [handler, event_id, clock.now()],
        )
        return cursor.rowcount == 1


def _note_failure(row: OutboxEvent, errors: list[str]) -> None:
    now = clock.now()
    row.attempts += 1
    row.last_error = "\n".join(errors)[:4000]
    row.next_try_at = now + _delay(row.attempts)
    if row.attempts >= MAX_ATTEMPTS:
        row.dead_at = now
        log.error("event_dead: %s %s: %s", row.name, row.pk, row.last_error)
    row.save(update_fields=["attempts", "last_error", "next_try_at", "dead_at"])


def _delay(attempts: int) -> timedelta:
    """2, 4, 8 ... seconds up to an hour, a quarter more or less so that failures do not return together."""
    seconds = min(2**attempts, LONGEST_DELAY_SECONDS)
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))
