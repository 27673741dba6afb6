from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection, transaction
from django_tenants.utils import schema_context

from kernel.events import announce
from kernel.schema import current_schema

from .events import PagesChangedUnheard
from .kept_near import forget_frame
from .models import _random_id
from .state import state_has_changed, state_is_changing

# rows that others hold are theirs to remove; the table stays as small as the number of writers at once
_RENEW = """
    WITH old AS (
        SELECT id FROM freshness_pagechange WHERE NOT in_frame OR %s LIMIT 200 FOR UPDATE SKIP LOCKED
    ), gone AS (DELETE FROM freshness_pagechange WHERE id IN (SELECT id FROM old))
    INSERT INTO freshness_pagechange (id, in_frame) VALUES (%s, %s)
"""


def renew_pages(*, in_frame: bool = False) -> None:
    """What visitors see has changed: no page made before is shown after commit. One statement a transaction.

    Called for every write to what is registered as `shown_on_pages`; call it yourself for what only some
    writes change, as stock.
    """
    if _noted_already(in_frame):
        return
    with in_transaction():
        with connection.cursor() as cursor:
            cursor.execute(_RENEW, [in_frame, _random_id(), in_frame])
        renewal = Renewal(current_schema(), in_frame)
        state_is_changing(renewal.schema_name)
        renewal.forget_frame()
        transaction.on_commit(renewal, robust=True)


def in_transaction() -> AbstractContextManager[Any]:
    """The one that is open, else a new one: a change and the word of it are committed together."""
    return nullcontext() if connection.in_atomic_block else transaction.atomic()


class Renewal:
    """What is to be done on commit. `seen`: the state was read since, so another change needs a row of its own."""

    def __init__(self, schema_name: str, in_frame: bool) -> None:
        self.schema_name, self.in_frame, self.seen = schema_name, in_frame, False

    def __call__(self) -> None:
        self.forget_frame()
        if not state_has_changed(self.schema_name):
            with schema_context(self.schema_name), transaction.atomic():
                announce(PagesChangedUnheard(), f"pages:{_random_id()}")

    def forget_frame(self) -> None:
        if self.in_frame:
            forget_frame(self.schema_name)


def _noted_already(in_frame: bool) -> bool:
    """Whether this transaction has said so already. Django forgets what a part said that was rolled back."""
    return any(
        isinstance(call, Renewal)
        and not call.seen
        and call.schema_name == current_schema()
        and (call.in_frame or not in_frame)
        for _savepoints, call, *_ in connection.run_on_commit
    )
