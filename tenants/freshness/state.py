"""The state of the shop's pages: true in the database, copied to Redis so that pages need not ask there.

A change deletes the copies on commit. If that fails, a page is at most NOW_MS late, because no copy lives longer;
what is only kept near (KeptNear, outside of a page that will be cached) up to LATELY_SECONDS.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django_tenants.utils import schema_context

from kernel.schema import current_schema

NOW, LATELY = "page-state-now", "page-state-lately"
NOW_MS, LATELY_SECONDS = 700, 10
SUMS = (
    "coalesce(sum(id), 0)::text, coalesce(sum(id) FILTER (WHERE in_frame), 0)::text"
    " FROM freshness_pagechange"
)


@dataclass(frozen=True, slots=True)
class PageState:
    """Equal when nothing that visitors see has changed. frame: the part that every page shows."""

    pages: str
    frame: str


_asked: ContextVar[tuple[str, PageState] | None] = ContextVar("page_state_asked", default=None)


def page_state() -> PageState:
    """As it was a moment ago, or up to ten seconds ago when Redis failed to hear of a change."""
    return cache.get(LATELY) or read_state()


def read_state() -> PageState:
    """From the database; the next ones to ask find it in Redis."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SUMS}")
        state = PageState(*cursor.fetchone())
    keep_state(state)
    return state


def keep_state(state: PageState) -> None:
    """Tell Redis, and this transaction's own changes, that the state has been read."""
    for _savepoints, call, *_ in connection.run_on_commit:
        if hasattr(call, "seen"):
            call.seen = True
    cache.set_for(NOW, state, milliseconds=NOW_MS)  # type: ignore[attr-defined]  # our own backend
    cache.set(LATELY, state, LATELY_SECONDS)


def forget_state(schema_name: str) -> None:
    with schema_context(schema_name):
        cache.delete_many([NOW, LATELY])


@contextmanager
def made_of(state: PageState) -> Iterator[None]:
    """While a page is made that will be kept: nothing kept near may be older than this state."""
    token = _asked.set((current_schema(), state))
    try:
        yield
    finally:
        _asked.reset(token)


def state_asked() -> PageState | None:
    asked = _asked.get()
    return asked[1] if asked and asked[0] == current_schema() else None


def ask_for(state: PageState) -> None:
    """The frame was read anew and is newer than what was asked for: that is what this request goes on with."""
    if state_asked():
        _asked.set((current_schema(), state))
