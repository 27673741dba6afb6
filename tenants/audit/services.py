"""Notes on the trail of what it does not see by itself."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import connection
from django.db.models import Model

from .models import AuditEntry
from .watching import Actor, Recorder, Row


def record(actor: Actor, *, verb: str, model: str, object_id: object = "", text: str = "") -> None:
    """Somebody signed in, exported something. `model` is a label such as `staff.staffmember`."""
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
        search=f"{actor.name} {text}".lower()[:2000],
    )


def record_changes(model: type[Model], changed: Mapping[Any, tuple[Row, Row]]) -> None:
    """Rows that a statement of one's own changed, by key: values before and after. Nothing outside of a recording."""
    watcher = connection.watcher  # type: ignore[attr-defined]  # ours
    if isinstance(watcher, Recorder):
        watcher.told(model, changed)
