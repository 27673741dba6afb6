"""What other modules call: announce, drain, and giving a dead letter another chance."""

from django.db import transaction

from kernel import clock

from .announcing import announce
from .draining import Drained, drain
from .models import OutboxEvent
from .tasks import drain_outbox

__all__ = ["Drained", "announce", "drain", "retry_dead_letter"]


@transaction.atomic
def retry_dead_letter(event_id: int) -> bool:
    """Open a dead event again; False when it is not dead (any more)."""
    opened = OutboxEvent.objects.filter(pk=event_id, dead_at__isnull=False).update(
        dead_at=None, attempts=0, next_try_at=clock.now()
    )
    drain_outbox.send()
    return bool(opened)
