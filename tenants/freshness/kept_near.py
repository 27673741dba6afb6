"""What every page of a shop shows, kept in the process: all of it is read in one statement."""

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from kernel.schema import current_schema

from .state import (
    PageState,
    ask_for,
    current_turn,
    keep_state,
    page_state,
    read_state,
    state_asked,
    state_sql,
)

T = TypeVar("T")
M = TypeVar("M", bound=Model)
Row = dict[str, Any]
MOST_SHOPS = 5_000
LONGEST_SECONDS = 60  # a second net, should the state ever lie
LOOK_SECONDS = 1

_all: "list[KeptNear[Any]]" = []
_frames: "dict[str, _Frame]" = {}
_lock = threading.Lock()


class KeptNear(Generic[T]):
    """One fact of the frame. `queries` give its rows (`.values()` querysets), `read` makes it of them.

    `get()` costs nothing for a second, then one look at the page state; after a change every process sees the
    new value within a second. The value is shared between requests: treat it as read-only. Its tables must be
    registered as `shown_on_pages(..., in_frame=True)`.
    """

    def __init__(self, queries: Callable[[], tuple[QuerySet, ...]], read: Callable[..., T]) -> None:
        self._queries, self._read = queries, read
        _all.append(self)

    def get(self) -> T:
        return _frame().value(self)

    @property
    def queries(self) -> tuple[QuerySet, ...]:
        return self._queries()

    def read(self, rows: list[list[Row]]) -> T:
        return self._read(*rows)


class _Frame:
    """All facts of one shop as one statement found them, each understood when it is first asked for."""

    def __init__(self, state: PageState, rows: dict[int, list[list[Row]]]) -> None:
        self.state = state
        self.checked = self.made = time.monotonic()
        self._rows = rows
        self._values: dict[int, Any] = {}

    def value(self, fact: KeptNear[T]) -> T:
        key = id(fact)
        if key not in self._values:
            self._values[key] = fact.read(self._rows[key])
        return self._values[key]

    def stands(self) -> bool:
        now = time.monotonic()
        if now - self.made > LONGEST_SECONDS:
            return False
        if asked := state_asked():
            return asked.frame == self.state.frame
        if now - self.checked > LOOK_SECONDS:
            if page_state().frame != self.state.frame:
                return False
            self.checked = now
        return True


def as_stored(model: type[M], row: Row) -> M:
    """The object of a row, as a query would give it; fields that the row lacks are deferred."""
    names = [f.attname for f in model._meta.concrete_fields if f.attname in row]
    return model.from_db("default", names, [row[name] for name in names])


def state_now() -> PageState:
    """The state of the shop's pages, from the database; with the frame when that is not known yet."""
    if current_schema() in _frames:
        return read_state()
    return _frame().state


def forget_frame(schema_name: str) -> None:
    _frames.pop(schema_name, None)


def forget_all_frames() -> None:
    """For tests: as if the process had just started."""
    _frames.clear()


def _frame() -> _Frame:
    schema = current_schema()
    frame = _frames.get(schema)
    if frame is None or not frame.stands():
        frame = _load()
        with _lock:
            if len(_frames) > MOST_SHOPS:
                _frames.clear()
            _frames[schema] = frame
    return frame


def _load() -> _Frame:
    parts: list[str] = []
    params: list[Any] = []
    for fact in _all:
        for query in fact.queries:
            sql, given = query.query.sql_with_params()
            parts.append(f"(SELECT coalesce(json_agg(r), '[]') FROM ({sql}) r)")
            params += given
    turn = current_turn()
    state_columns, moments = state_sql()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}, {state_columns}", params + moments)
        *found, pages, frame, until = cursor.fetchone()
    state = PageState.of((pages, frame, until))
    keep_state(state, turn)
    ask_for(state)
    answers = iter(found)
    rows = {id(fact): [next(answers) for _ in fact.queries] for fact in _all}
    return _Frame(state, rows)
