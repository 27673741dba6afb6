"""The history of one thing on its own page: its last steps, each with what was before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse

from tenants.audit.models import AuditEntry, Verb

from .reading import Line, line, parts

MOST_STEPS = 5
MOST_CHANGES = 4  # of a step; the entry's own page has them all


@dataclass(frozen=True)
class Changed:
    """One value, or with `verb` a whole row that came or went. `of` is the row: a variant, a line."""

    of: str
    name: str = ""
    before: str = ""
    after: str = ""
    verb: str = ""


@dataclass(frozen=True)
class Step:
    line: Line
    changes: list[Changed]
    more: int  # changes not listed


@dataclass(frozen=True)
class History:
    """`url`: the trail of changes with only this thing."""

    steps: list[Step]
    url: str


def history_of(thing: Model) -> History:
    """One query, however many steps."""
    label, pk = thing._meta.label_lower, str(thing.pk)
    entries = AuditEntry.objects.filter(model=label, object_id=pk)[:MOST_STEPS]
    return History(
        steps=[_step(entry) for entry in entries],
        url=f"{reverse('backoffice:trail')}?{urlencode({'model': label, 'id': pk})}",
    )


def _step(entry: AuditEntry) -> Step:
    changes = [] if entry.verb == Verb.ADDED else list(_changes(entry))
    more = max(len(changes) - MOST_CHANGES, 0)
    return Step(line=line(entry), changes=changes[:MOST_CHANGES], more=more)


def _changes(entry: AuditEntry) -> Iterator[Changed]:
    for part in parts(entry):
        if part.is_changed:
            yield from (Changed(part.of, v.name, v.before, v.after) for v in part.values)
        elif not part.is_own:
            yield Changed(part.title, verb=part.verb)
