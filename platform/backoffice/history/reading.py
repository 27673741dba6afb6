"""Entries as lines and tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tenants.audit.models import AuditEntry, Verb
from tenants.staff.models import Entry, Kind, Role

from . import words

_TONES = {Verb.ADDED: "good", Verb.DELETED: "bad", Verb.PUBLISHED: "good", Verb.UNPUBLISHED: "warn"}
_MOST_NAMES = 4


@dataclass(frozen=True)
class Line:
    """An entry in a list: `what` is the sort of thing, `of` its name, `values` which of its values changed."""

    entry: AuditEntry
    what: str
    of: str
    url: str
    values: str
    tone: str
    guest: str  # how a guest of the platform is marked
    cause: str  # what they had started, where a worker did it: `Import goods.csv`
    cause_url: str

    @property
    def verb(self) -> str:
        return self.entry.get_verb_display()


@dataclass(frozen=True)
class Value:
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class PartOf:
    """One row of the thing with its values before and after. `of`: which row."""

    title: str
    of: str
    verb: str
    values: list[Value]
    is_own: bool
    is_changed: bool  # rather than added or deleted


def lines(entries: Iterable[AuditEntry]) -> list[Line]:
    return [line(entry) for entry in entries]


def line(entry: AuditEntry) -> Line:
    return Line(
        entry=entry,
        what=words.thing_name(entry.model),
        of="" if _is_only_one(entry.model) else entry.object_text,
        url=""
        if entry.verb == Verb.DELETED
        else words.link_of(entry.model, entry.object_id, entry.object_text),
        values=_names(entry),
        tone=_TONES.get(Verb(entry.verb), "plain"),
        guest=str(Kind(entry.actor_kind).label) if entry.actor_kind in _GUESTS else "",
        cause=f"{words.thing_name(entry.cause)} {entry.cause_text}".strip() if entry.cause else "",
        cause_url=words.link_of(entry.cause, entry.cause_id, entry.cause_text),
    )


def _is_only_one(label: str) -> bool:
    """Settings have no name of their own: there is one of each."""
    return label.endswith(("settings", "rules", "profile"))


def parts(entry: AuditEntry) -> Iterator[PartOf]:
    for part in entry.changes:
        own = part["model"] == entry.model and part["id"] == entry.object_id
        title = words.thing_name(part["model"])
        yield PartOf(
            title=title if own or not part["text"] else f"{title}: {part['text']}",
            of="" if own else part["text"],
            is_own=own,
            is_changed=part["verb"] == Verb.CHANGED,
            verb=str(Verb(part["verb"]).label),
            values=[
                Value(
                    words.value_name(part["model"], name),
                    words.shown(part["model"], name, before),
                    words.shown(part["model"], name, after),
                )
                for name, (before, after) in part["fields"].items()
            ],
        )


def door_name(entry: AuditEntry) -> str:
    doors = {**dict(Entry.Door.choices), "invitation": _("invitation")}
    return str(doors.get(entry.door, ""))


def role_name(entry: AuditEntry) -> str:
    return str(Role(entry.role).label) if entry.role in Role else ""


def _names(entry: AuditEntry) -> str:
    """`Price, Stock and 3 more`"""
    if entry.verb != Verb.CHANGED:
        return ""
    names = list(
        dict.fromkeys(
            words.value_name(part["model"], name)
            for part in entry.changes
            for name in part["fields"]
        )
    )
    shown, more = ", ".join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    if more <= 0:
        return shown
    return _("%(names)s and %(count)s more") % {"names": shown, "count": more}


_GUESTS = (Kind.RESELLER, Kind.PLATFORM)
