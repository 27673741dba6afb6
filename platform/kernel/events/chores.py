from datetime import timedelta

from kernel import clock
from kernel.chores import chore

from .models import OutboxEvent, ProcessedEvent

KEPT_AFTER_EFFECT = timedelta(days=90)
_AT_ONCE = 5_000


@chore(name="events.forget_old_events")
def forget_old_events() -> None:
    """What everyone has reacted to long ago, and the notes of it. Dead letters stay until somebody has read them."""
    old = OutboxEvent.objects.filter(done_at__lt=clock.now() - KEPT_AFTER_EFFECT)
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
    ProcessedEvent.objects.filter(event_id__in=ids).delete()
    OutboxEvent.objects.filter(pk__in=ids).delete()
