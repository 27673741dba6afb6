"""Writing to the outbox."""

from datetime import datetime

from django.db import connection, transaction

from kernel import clock
from kernel.schema import current_schema

from .registry import Event


def announce(event: Event, aggregate: str, *, not_before: datetime | None = None) -> None:
    """Store an event in the caller's transaction; it is handled after commit, or from `not_before` on.

    Events of one aggregate (`order:17`) are handled one after the other in the order they were
    announced. One that waits for its time makes later ones of its aggregate wait too: give it one of
    its own.
    """
    from .models import OutboxEvent  # this module is imported before Django's apps are ready

    if not connection.in_atomic_block:
        raise RuntimeError(f"{event.name} is announced outside the transaction that made it true")
    now = clock.now()
    OutboxEvent.objects.create(
        name=event.name,
        aggregate=aggregate,
        payload=event.payload(),
        created_at=now,
        next_try_at=not_before or now,
    )
    if not_before is None or not_before <= now:
        _drain_after_commit()


class _AskForDrain:
    """One message a transaction, however many events it announces."""

    def __init__(self, schema_name: str) -> None:
        self.schema_name = schema_name

    def __call__(self) -> None:
        from .tasks import drain_outbox

        drain_outbox.send_to(self.schema_name)


def _drain_after_commit() -> None:
    if not _asked_already(current_schema()):
        transaction.on_commit(_AskForDrain(current_schema()), robust=True)


def _asked_already(schema_name: str) -> bool:
    """Whether this transaction asks the same already. Django forgets what a part asked that was rolled back."""
    return any(
        isinstance(call, _AskForDrain) and call.schema_name == schema_name
        for _savepoints, call, *_ in connection.run_on_commit
    )
