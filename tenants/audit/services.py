"""Notes on the trail of what it does not see by itself."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import Model

from .models import AuditEntry, Verb
from .watching import Actor, Recorder, Row


def record(
    actor: Actor,
    *,
    verb: str,
    model: str,
    object_id: object = "",
    text: str = "",
    fields: Mapping[str, tuple[Any, Any]] | None = None,
) -> None:
    """Somebody signed in, exported something. `model` is a label such as `staff.staffmember`.

    `fields`: values before and after that no row keeps, by names that history.words knows.
    """
    pairs = {name: list(pair) for name, pair in (fields or {}).items()}
    part = {"model": model, "id": str(object_id)[:40], "text": "", "verb": verb, "fields": pairs}
    AuditEntry.objects.create(
        act=uuid4(),
        actor_id=actor.user_id,
        actor_name=actor.name[:120],
        actor_kind=actor.kind,
        role=actor.role,
        door=actor.door,
        address=actor.address,
        agent=actor.agent[:200],
        verb=verb,
        model=model,
        object_id=str(object_id)[:40],
        object_text=text[:200],
        changes=[part] if pairs else [],
        search=f"{actor.name} {text}".lower()[:2000],
    )


def record_changes(model: type[Model], changed: Mapping[Any, tuple[Row, Row]]) -> None:
    """Rows that a statement of one's own changed, by key: values before and after. Nothing outside of a recording."""
    watcher = connection.watcher  # type: ignore[attr-defined]  # ours
    if isinstance(watcher, Recorder):
        watcher.told(model, changed)


def record_facts(thing: Model, text: str, fields: Mapping[str, tuple[Any, Any]]) -> None:
    """As record_changes, of what stands in no column of the thing: a balance of the books, say."""
    watcher = connection.watcher  # type: ignore[attr-defined]  # ours
    if isinstance(watcher, Recorder):
        label = thing._meta.label_lower
        record(
            watcher.actor,
            verb=Verb.CHANGED,
            model=label,
            object_id=thing.pk,
            text=text,
            fields=fields,
        )
