"""From the rows that changed to what a person reads: one entry for each thing, with its parts."""

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from . import scope
from .models import AuditEntry, Verb

if TYPE_CHECKING:
    from .watching import Actor, Change

LONGEST = 300  # of a value
VEILED = "•••"
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_OF_PAGES = {
    "wagtail.create": Verb.ADDED,
    "wagtail.publish": Verb.PUBLISHED,
    "wagtail.unpublish": Verb.UNPUBLISHED,
    "wagtail.delete": Verb.DELETED,
    "wagtail.edit": Verb.DRAFTED,
}


def write_entries(actor: "Actor", act: UUID, changes: "list[Change]", left_out: int) -> None:
    pages = [change for change in changes if not scope.is_watched(change.model)]
    things = _by_thing(_net(change for change in changes if scope.is_watched(change.model)))
    entries = [*_page_entries(pages), *(_entry(thing, rows) for thing, rows in things.items())]
    for entry in entries:
        _sign(entry, actor, act)
        entry.left_out = left_out
    AuditEntry.objects.bulk_create(entries)


def _sign(entry: AuditEntry, actor: "Actor", act: UUID) -> None:
    entry.act, entry.actor_id, entry.actor_name = act, actor.user_id, actor.name[:120]
    entry.actor_kind, entry.role, entry.door = actor.kind, actor.role, actor.door
    entry.address, entry.agent = actor.address, actor.agent[:200]
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


def _by_thing(changes: "list[Change]") -> "dict[tuple[type[models.Model], Any], list[Change]]":
    by_row = {(change.model, change.pk): change for change in changes}
    things: dict[tuple[type[models.Model], Any], list[Change]] = {}
    for change in changes:
        whole = _whole(change.model, change.pk, by_row)
        things.setdefault(whole, []).append(change)
    return things


def _whole(
    model: type[models.Model], pk: Any, known: "dict[Any, Change]"
) -> tuple[type[models.Model], Any]:
    """The product of a variant, the order of a parcel's line: up to what is part of nothing."""
    parent = scope.parent_field(model)
    if parent is None:
        return model, pk
    change = known.get((model, pk))
    row = (change.after or change.before or {}) if change else {}
    key = row.get(parent.attname)
    if key is None:
        rows = model._base_manager.filter(pk=pk)
        key = rows.values_list(parent.attname, flat=True).first()
    whole = parent.related_model
    assert isinstance(whole, type)
    return _whole(whole, key, known) if key is not None else (model, pk)


def _entry(thing: tuple[type[models.Model], Any], rows: "list[Change]") -> AuditEntry:
    model, pk = thing
    rows.sort(key=lambda change: change.model is not model)
    own = rows[0] if rows[0].model is model else None
    return AuditEntry(
        verb=_verb(own),
        model=model._meta.label_lower,
        object_id=str(pk)[:40],
        object_text=_text(model, pk, own),
        changes=[_part(change, change is own) for change in rows],
    )


def _verb(change: "Change | None") -> str:
    if change and change.before is None:
        return Verb.ADDED
    if change and change.after is None:
        return Verb.DELETED
    return Verb.CHANGED


def _part(change: "Change", is_whole: bool) -> dict[str, Any]:
    before, after = change.before or {}, change.after or {}
    names = [name for name in scope.kept_fields(change.model) if name in before or name in after]
    return {
        "model": change.model._meta.label_lower,
        "id": str(change.pk)[:40],
        "text": "" if is_whole else _text(change.model, change.pk, change),
        "verb": str(_verb(change)),
        "fields": {
            name: _pair(change.model, name, before.get(name), after.get(name))
            for name in names
            if before.get(name) != after.get(name)
            and not (before.get(name) in _EMPTY and after.get(name) in _EMPTY)
        },
    }


def _pair(model: type[models.Model], name: str, before: Any, after: Any) -> list[Any]:
    if scope.is_hidden(model, name):
        return [VEILED if before not in _EMPTY else None, VEILED if after not in _EMPTY else None]
    field = model._meta.get_field(name)
    return [_value(field, before), _value(field, after)]


def _value(field: Any, value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        if field.is_relation and value is not None:
            return _text(field.related_model, value, None) or str(value)
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)[:LONGEST]
    return str(value)[:LONGEST]


def _text(model: type[models.Model], pk: Any, change: "Change | None") -> str:
    """What the thing is called: as it is now, or as it was when it is gone."""
    if model._meta.auto_created:
        return _linked_text(model, change)
    try:
        row = model._base_manager.filter(pk=pk).first()
        if row is None and change is not None:
            row = model(pk=pk, **(change.before or change.after or {}))
        return str(row)[:200] if row is not None else ""
    except Exception:  # a name that cannot be told must not keep anybody from working
        return ""


def _linked_text(model: type[models.Model], change: "Change | None") -> str:
    """Of a link between two things, the other one: the category of a product."""
    row, whole = (change and (change.after or change.before)) or {}, scope.parent_field(model)
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field is not whole and row.get(field.attname):
            other = field.related_model
            assert isinstance(other, type)
            return _text(other, row[field.attname], None)
    return ""


def _page_entries(changes: "list[Change]") -> list[AuditEntry]:
    """Wagtail says what was done to a page; of several sayings in one step the last counts."""
    said = [change.instance for change in changes if change.instance is not None]
    rows = {row.page_id: row for row in said}  # type: ignore[attr-defined]  # PageLogEntry
    return [
        AuditEntry(
            verb=_OF_PAGES.get(row.action, Verb.CHANGED),  # type: ignore[attr-defined]
            model=".".join(row.content_type.natural_key()),  # type: ignore[attr-defined]
            object_id=str(page),
            object_text=row.label[:200],  # type: ignore[attr-defined]
        )
        for page, row in rows.items()
    ]
