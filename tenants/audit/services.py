"""Notes on the trail that are no change of a row."""

from uuid import uuid4

from .models import AuditEntry
from .watching import Actor


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
