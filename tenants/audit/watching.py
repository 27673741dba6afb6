"""Sees the rows that are written on a connection and turns them into entries of the trail.

Changes are gathered per transaction and written just before it commits, so they are there exactly when the change is.
Several writes to one row in one step become one change, from the first value to the last.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, models
from django.db.models.sql import Query
from django_tenants.utils import schema_context

from kernel.schema import current_schema

from . import pages, scope
from .meeting import rows_met
from .writing import write_entries

OF_PAGES = frozenset({pages.LOGS, pages.VERSIONS})
MOST_ROWS = 20_000  # of one statement; a larger step says how many more there were
Row = dict[str, Any]


@dataclass(frozen=True)
class Actor:
    """Who acts. `kind`: own, reseller, platform, system. `door`: how they came in."""

    name: str
    user_id: int | None = None
    kind: str = "own"
    role: str = ""
    door: str = ""
    address: str | None = None
    agent: str = ""
    cause: tuple[str, str, str] = (
        "",
        "",
        "",
    )  # what they started that is carried on: label, key, name


@dataclass
class Change:
    """What became of one row. `before` is None when it is new, `after` when it is gone."""

    model: type[models.Model]
    pk: Any
    before: Row | None
    after: Row | None
    savepoints: tuple[str, ...] = ()
    instance: models.Model | None = None


@dataclass
class Returned:
    """What an insert answered: the fields that were asked for, and their values row by row."""

    fields: Sequence[Any] = ()
    rows: Sequence[Any] = ()

    def keys(self) -> list[Any]:
        place = next((n for n, field in enumerate(self.fields) if field.primary_key), None)
        return [row[place] for row in self.rows] if place is not None else []


@dataclass
class Recorder:
    """The watcher of one request. See tenants.database.base.Watcher."""

    actor: Actor
    schema: str
    act: UUID = field(default_factory=uuid4)
    changes: list[Change] = field(default_factory=list)
    left_out: int = 0
    busy: bool = False
    away: frozenset[type[models.Model]] = frozenset()

    @contextmanager
    def inserting(self, query: Any) -> Iterator["Returned"]:
        """Yields a place for the keys that the database gave."""
        given = Returned()
        if not self._watches(query.model):
            yield given
        elif query.on_conflict is not None:
            before = self._met(query)
            yield given
            for same, (pk, row) in self._met(query).items():
                self._note(query.model, pk, before[same][1] if same in before else None, row)
            self._noted(0)
        else:
            until_now = self._said_until_now(query)
            yield given
            keys = given.keys()
            for number, row in enumerate(query.objs[:MOST_ROWS]):
                pk = keys[number] if number < len(keys) else row.pk
                after = scope_row(query.model, row)
                self._note(query.model, pk, until_now.get(number), after, instance=row)
            self._noted(len(query.objs))

    @contextmanager
    def updating(self, query: Any) -> Iterator[None]:
        model = query.model
        if not self._watches(model):
            yield
            return
        names = [f.attname for f, _model, _value in query.values]
        names = [name for name in names if name in scope.kept_fields(model)]
        before = self._rows(query, names) if names else {}
        yield
        if before:
            keys = list(before)[:MOST_ROWS]
            after = self._after(query, names, keys)
            for pk in keys:
                self._note(model, pk, before[pk], after.get(pk, before[pk]))
            self._noted(len(before))

    @contextmanager
    def deleting(self, query: Any) -> Iterator[None]:
        model = query.model
        if not self._watches(model):
            yield
            return
        before = self._rows(query, list(scope.kept_fields(model)))
        yield
        for pk, row in list(before.items())[:MOST_ROWS]:
            self._note(model, pk, row, None)
        self._noted(len(before))

    def told(self, model: type[models.Model], changed: Mapping[Any, tuple[Row, Row]]) -> None:
        """By a service whose own statement changed these rows: from what to what, by key."""
        if self._watches(model):
            for pk, (before, after) in list(changed.items())[:MOST_ROWS]:
                self._note(model, pk, before, after)
            self._noted(len(changed))

    @contextmanager
    def looking_away(self, from_these: Iterable[type[models.Model]]) -> Iterator[None]:
        """Somebody else looks at these tables meanwhile."""
        before, self.away = self.away, self.away.union(from_these)
        try:
            yield
        finally:
            self.away = before

    def compared(
        self, model: type[models.Model], before: Mapping[Any, Row], after: Mapping[Any, Row]
    ) -> None:
        """All rows of some things, as they were and as they are."""
        for pk in {**before, **after}:
            if before.get(pk) != after.get(pk):
                self._note(model, pk, before.get(pk), after.get(pk))
        self._noted(0)

    def before_commit(self) -> None:
        if self.changes and not self.busy:
            self.busy = True
            changes, left_out = self.changes, self.left_out
            self.changes, self.left_out = [], 0
            try:
                with schema_context(self.schema):
                    write_entries(self.actor, self.act, changes, left_out)
            finally:
                self.busy = False

    def rolled_back(self, savepoint: str | None = None) -> None:
        if savepoint is None:
            self.changes, self.left_out = [], 0
        else:
            self.changes = [c for c in self.changes if savepoint not in c.savepoints]

    def _watches(self, model: type[models.Model]) -> bool:
        if self.busy or model in self.away or current_schema() != self.schema:
            return False
        return scope.is_watched(model) or model._meta.label_lower in OF_PAGES

    def _note(
        self,
        model: type[models.Model],
        pk: Any,
        before: Row | None,
        after: Row | None,
        instance: models.Model | None = None,
    ) -> None:
        savepoints = tuple(sid for sid in connection.savepoint_ids if sid)
        self.changes.append(Change(model, pk, before, after, savepoints, instance))

    def _noted(self, rows: int) -> None:
        self.left_out += max(rows - MOST_ROWS, 0)
        if not connection.in_atomic_block:
            self.before_commit()

    def _said_until_now(self, query: Any) -> dict[int, Row]:
        """Of new versions of pages: what each page said, by the place in the statement."""
        if query.model._meta.label_lower != pages.VERSIONS:
            return {}
        self.busy = True
        try:
            return {n: pages.content_before(version) for n, version in enumerate(query.objs)}
        finally:
            self.busy = False

    def _met(self, query: Any) -> dict[Any, tuple[Any, Row]]:
        self.busy = True
        try:
            return rows_met(query)
        finally:
            self.busy = False

    def _rows(self, query: Any, names: list[str]) -> dict[Any, Row]:
        """The rows a statement is about to touch, by their keys."""
        rows: models.QuerySet[Any] = models.QuerySet(query.model)
        rows.query = query.chain(klass=Query)
        rows.query.clear_ordering(force=True)
        rows.query.clear_select_clause()
        return self._read(rows, names, MOST_ROWS * 50)

    def _after(self, query: Any, names: list[str], keys: list[Any]) -> dict[Any, Row]:
        """What was written, where the statement says it; read again where the database worked it out."""
        said = {f.attname: value for f, _model, value in query.values if f.attname in names}
        if any(hasattr(value, "resolve_expression") for value in said.values()):
            return self._read(query.model._base_manager.filter(pk__in=keys), names, len(keys))
        fields = {name: query.model._meta.get_field(name) for name in names}
        row = {name: _plain(fields[name], value) for name, value in said.items()}
        return dict.fromkeys(keys, row)

    def _read(self, rows: Any, names: list[str], most: int) -> dict[Any, Row]:
        self.busy = True
        try:
            return {row.pop("pk"): row for row in rows.values("pk", *names)[:most]}
        finally:
            self.busy = False


def _plain(field: Any, value: Any) -> Any:
    """The value as reading the row again would give it."""
    if isinstance(value, models.Model):
        return value.pk
    return field.to_python(value)


def scope_row(model: type[models.Model], row: models.Model) -> Row:
    return {name: getattr(row, name) for name in scope.kept_fields(model)}


@contextmanager
def recording(actor: Actor) -> Iterator[Recorder]:
    """Everything written in the current shop meanwhile is on the trail, in this person's name."""
    outer = connection.watcher  # type: ignore[attr-defined]  # ours
    recorder = Recorder(actor, current_schema())
    connection.watcher = recorder  # type: ignore[attr-defined]
    try:
        yield recorder
        recorder.before_commit()
    finally:
        connection.watcher = outer  # type: ignore[attr-defined]
