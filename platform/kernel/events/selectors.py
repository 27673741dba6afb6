from datetime import datetime, timedelta

from django.db.models import QuerySet

from .models import OPEN, OutboxEvent


def open_events() -> QuerySet[OutboxEvent]:
    """Not handled yet, oldest first."""
    return OutboxEvent.objects.filter(OPEN).order_by("id")


def next_due(now: datetime, within: timedelta) -> datetime | None:
    """When the next event that waits for its time is due, if that is soon."""
    waiting = OutboxEvent.objects.filter(OPEN, next_try_at__gt=now, next_try_at__lte=now + within)
    return waiting.order_by("next_try_at").values_list("next_try_at", flat=True).first()


def dead_letters() -> QuerySet[OutboxEvent]:
    """Given up after many tries; staff look and retry."""
    return OutboxEvent.objects.filter(dead_at__isnull=False).order_by("-id")
