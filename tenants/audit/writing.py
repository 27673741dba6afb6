"""From the rows that changed to what a person reads: one entry for each thing, with its parts."""

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from . import scope
from .models import AuditEntry, Verb
from .pages import page_entries
from .things import Key, Things

if TYPE_CHECKING:
    from .watching import Actor, Change

LONGEST = 300  # of a value
VEILED = "•••"
_EMPTY: tuple[Any, ...] = (None, "", [], {})


def write_entries(actor: "Actor", act: UUID, changes: "list[Change]", left_out: int) -> None:
    pages = [change for change in changes if not scope.is_watched(change.model)]
    rows = _net(change for change in changes if scope.is_watched(change.model))
    things = Things(rows)
    parts = _by_thing(rows, things)
    entries = [*page_entries(pages), *(_entry(thing, own, things) for thing, own in parts.items())]
    for entry in entries:
        _sign(entry, actor, act)
        entry.left_out = left_out
    AuditEntry.objects.bulk_create(entries, batch_size=1000)


def _sign(entry: AuditEntry, actor: "Actor", act: UUID) -> None:
    entry.act, entry.actor_id, entry.actor_name = act, actor.user_id, actor.name[:120]
    entry.actor_kind, entry.role, entry.door = actor.kind, actor.role, actor.door
    entry.address, entry.agent = actor.address, actor.agent[:200]
    entry.cause, entry.cause_id, entry.cause_text = actor.cause
    words = [entry.actor_name, entry.object_text, *(part["text"] for part in entry.changes)]
    entry.search = " ".join(word for word in words if word).lower()[:2000]


def _net(changes: "Iterable[Change]") -> "list[Change]":
    """One change a row, from its first value to its last; none where both are the same."""
    rows: dict[tuple[type[models.Model], Any], Change] = {}
    for change in changes:
        if change.pk is None and change.instance is not None:
            change.pk = change.instance.pk
        known = rows.get((change.model, change.pk))
        if known is None:
            rows[change.model, change.pk] = change
        elif change.after is None:
            known.after = None
            known.before = known.before and {**(change.before or {}), **known.before}
        else:
            known.after = {**(known.after or {}), **change.after}
            if known.before is not None:
                known.before = {**(change.before or {}), **known.before}
    return [change for change in rows.values() if change.before != change.after]


def _by_thing(changes: "list[Change]", things: Things) -> "dict[Key, list[Change]]":
    found: dict[Key, list[Change]] = {}
    for change in changes:
        found.setdefault(things.whole(change.model, change.pk), []).append(change)
    return found


def _entry(thing: Key, rows: "list[Change]", things: Things) -> AuditEntry:
    model, pk = thing
    rows.sort(key=lambda change: change.model is not model)
    own = rows[0] if rows[0].model is model else None
    return AuditEntry(
        verb=_verb(own),
        model=model._meta.label_lower,
        object_id=str(pk)[:40],
        object_text=things.text(model, pk),
        changes=[_part(change, change is own, things) for change in rows],
    )


def _verb(change: "Change | None") -> str:
    if change and change.before is None:
        return Verb.ADDED
    if change and change.after is None:
        return Verb.DELETED
    return Verb.CHANGED


def _part(change: "Change", is_whole: bool, things: Things) -> dict[str, Any]:
    before, after = change.before or {}, change.after or {}
    names = [name for name in scope.kept_fields(change.model) if name in before or name in after]
    return {
        "model": change.model._meta.label_lower,
        "id": str(change.pk)[:40],
        "text": "" if is_whole else things.text(change.model, change.pk),
        "verb": str(_verb(change)),
        "fields": {
            name: _pair(change.model, name, before.get(name), after.get(name), things)
            for name in names
            if before.get(name) != after.get(name)
            and not (before.get(name) in _EMPTY and after.get(name) in _EMPTY)
        },
    }


def _pair(
    model: type[models.Model], name: str, before: Any, after: Any, things: Things
) -> list[Any]:
    if scope.is_hidden(model, name):
        return [VEILED if before not in _EMPTY else None, VEILED if after not in _EMPTY else None]
    field = model._meta.get_field(name)
    return [_value(field, before, things), _value(field, after, things)]


def _value(field: Any, value: Any, things: Things) -> Any:
    if value is None or isinstance(value, bool | int):
        if field.is_relation and value is not None:
            return things.text(field.related_model, value) or str(value)
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)[:LONGEST]
    return str(value)[:LONGEST]
