"""The state of the shop's pages: true in the database, copied to Redis so that pages need not ask there.

A copy counts while the turn stands it was read in. A change begins a turn when it writes and another when it is
committed, so a copy read just before is never taken for the state after. While a change is under way copies live
CHANGING_MS: if the writer dies after its commit, pages are that late at most. Copies live RESTING_MS otherwise. What
a writer cannot tell Redis, the outbox does.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection
from django_tenants.utils import schema_context

from kernel import clock
from kernel.schema import current_schema

from .registry import next_moments

NOW, TURN = "page-state", "page-state-turn"
CHANGING_MS, RESTING_MS = 700, 30_000
CHANGING_SECONDS, RESTING_SECONDS = 60, 86_400  # how long a turn is remembered
_CHANGING = "changing "
_SUMS = (
    "coalesce(sum(id), 0)::text, coalesce(sum(id) FILTER (WHERE in_frame), 0)::text, ({moment})::float8"
    " FROM freshness_pagechange"
)
Row = tuple[str, str, float | None]


@dataclass(frozen=True, slots=True)
class PageState:
    """Equal when nothing that visitors see has changed. frame: the part that every page shows.

    until: when the clock alone will change a page (a product's publication), in seconds since 1970; None: never.
    """

    pages: str
    frame: str
    until: float | None = None

    @classmethod
    def of(cls, row: Row) -> "PageState":
        """From the columns of `state_sql`. Another next moment is another state: one has come, or was moved."""
        pages, frame, until = row
        return cls(f"{pages}@{until}" if until else pages, frame, until)


@dataclass(frozen=True, slots=True)
class _Copy:
    turn: str
    state: PageState


_asked: ContextVar[tuple[str, PageState] | None] = ContextVar("page_state_asked", default=None)


def state_in(found: Mapping[str, Any]) -> PageState | None:
    """The state in what Redis answered for NOW and TURN, if it still stands."""
    copy = found.get(NOW)
    if copy is None or copy.turn != found.get(TURN):
        return None
    passed = copy.state.until is not None and copy.state.until <= clock.now().timestamp()
    return None if passed else copy.state


def page_state() -> PageState:
    return state_in(cache.get_many([NOW, TURN])) or read_state()


def read_state() -> PageState:
    """From the database; the next ones to ask find it in Redis."""
    turn = current_turn()
    sql, params = state_sql()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", params)
        state = PageState.of(cursor.fetchone())
    keep_state(state, turn)
    return state


def state_sql() -> tuple[str, list[Any]]:
    """Columns and table of a statement that reads the state, for `PageState.of`."""
    moments: list[str] = ["NULL"]
    params: list[Any] = []
    for query in next_moments():
        sql, given = query.query.sql_with_params()
        moments.append(f"(SELECT extract(epoch FROM moment) FROM ({sql}) AS next(moment))")
        params += given
    return _SUMS.format(moment=f"SELECT least({', '.join(moments)})"), params


def current_turn() -> str:
    """To be asked for before the state is read."""
    turn = cache.get(TURN)
    if turn is None:
        turn = secrets.token_hex(8)
        cache.add(TURN, turn, RESTING_SECONDS)
    return turn


def keep_state(state: PageState, turn: str) -> None:
    """Tell Redis, and this transaction's own changes, that the state has been read."""
    mine = _own_changes()
    for change in mine:
        change.seen = True
    if _is_only_mine(mine):
        return
    lasting = CHANGING_MS if turn.startswith(_CHANGING) else RESTING_MS
    cache.set_for(NOW, _Copy(turn, state), milliseconds=lasting)  # type: ignore[attr-defined]  # our own backend


def state_is_changing(schema_name: str) -> None:
    """Called when it is written, before the commit."""
    with schema_context(schema_name):
        cache.set(TURN, _CHANGING + secrets.token_hex(8), CHANGING_SECONDS)


def state_has_changed(schema_name: str) -> bool:
    """Called after the commit; False when Redis did not hear of it."""
    with schema_context(schema_name):
        cache.set(TURN, secrets.token_hex(8), RESTING_SECONDS)
    return not cache.is_silent  # type: ignore[attr-defined]  # our own backend


def _is_only_mine(changes: list[Any]) -> bool:
    """A state with changes that are not committed: others who took it for true would keep old pages under it."""
    return bool(changes)


def _own_changes() -> list[Any]:
    """The Renewals of this transaction for this shop."""
    calls: list[Any] = [call for _savepoints, call, *_ in connection.run_on_commit]
    return [c for c in calls if hasattr(c, "seen") and c.schema_name == current_schema()]


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
