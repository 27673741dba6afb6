"""What changed in the database beside what the trail tells, row by row and value by value."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from tenants.audit import scope, writing
from tenants.audit.models import AuditEntry, Verb

from .witness import Seen

# told by record_facts: what stands in no column of the shop's
FACTS = {"members.member": "points", "staff.staffmember": "second_factor"}
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def differences(seen: list[Seen], entries: list[AuditEntry]) -> Iterator[str]:
    """In lines: what changed and is not told, and what is told and never happened."""
    if not entries:
        yield f"nothing is told, and changed: {sorted({s.model._meta.label_lower for s in seen})}"
    told = _told(entries)
    for change in seen:
        if scope.is_watched(change.model):
            yield from _of_row(change, told.pop(_key(change), None))
    for entry in entries:
        told_of = [p for p in entry.changes if p["fields"] or p["verb"] != Verb.CHANGED]
        if entry.verb == Verb.CHANGED and not told_of:
            yield f"{entry} has no values"
    yield from (f"told, but never happened: {part}" for part in told.values() if not _is_fact(part))


def _told(entries: list[AuditEntry]) -> dict[tuple[str, str], dict[str, Any]]:
    """By row, of several steps from the first value to the last."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for part in (part for entry in entries for part in entry.changes):
        known = found.setdefault((part["model"], part["id"]), {**part, "fields": {}})
        for name, (before, after) in part["fields"].items():
            first, _last = known["fields"].get(name, (before, after))
            known["fields"][name] = [first, after]
    return found


def _is_fact(part: dict[str, Any]) -> bool:
    """Or what a page says, which its kept versions tell."""
    is_of_page = not scope.is_watched(apps.get_model(part["model"]))
    return is_of_page or FACTS.get(part["model"]) in part["fields"]


def _key(change: Seen) -> tuple[str, str]:
    return change.model._meta.label_lower, str(change.pk)


def _of_row(change: Seen, part: dict[str, Any] | None) -> Iterator[str]:
    verb = Verb.ADDED if change.was is None else Verb.CHANGED
    verb = Verb.DELETED if change.became is None else verb
    fields = {
        name: field
        for name in scope.kept_fields(change.model)
        if (field := change.model._meta.get_field(name)).column in change.columns
    }
    wanted = {name: pair for name, field in fields.items() if (pair := _pair(change, field, name))}
    label = change.model._meta.label_lower
    if part is None:
        if wanted:
            yield f"{label} {change.pk} is not told: {wanted}"
        return
    if part["verb"] != verb:
        yield f"{label} was {verb}, and told {part['verb']}"
    for name, pair in wanted.items():
        said = part["fields"].get(name)
        if said is None or not _agree(change.model, fields[name], name, pair, said):
            yield f"{label}.{name}: {pair} is told as {said}"
    for name in part["fields"].keys() - wanted.keys():
        yield f"{label}.{name}: told {part['fields'][name]}, but never changed"


def _pair(change: Seen, field: models.Field, name: str) -> list[Any] | None:  # type: ignore[type-arg]
    was, became = ((row or {}).get(field.column) for row in (change.was, change.became))
    return None if was in writing._EMPTY and became in writing._EMPTY else [was, became]


def _agree(model: Any, field: Any, name: str, pair: list[Any], said: list[Any]) -> bool:
    """Numbers, texts and yes or no to the letter; of the rest that there is something where there is something."""
    if scope.is_hidden(model, name) or field.is_relation:
        return [v in writing._EMPTY for v in pair] == [v in writing._EMPTY for v in said]
    if isinstance(field, PLAIN):
        return [_short(v) for v in pair] == [_short(v) for v in said]
    return True


def _short(value: Any) -> Any:
    return value[: writing.LONGEST] if isinstance(value, str) else value
