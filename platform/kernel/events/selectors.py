from django.db.models import QuerySet

from .models import OPEN, OutboxEvent


def open_events() -> QuerySet[OutboxEvent]:
    """Not handled yet, oldest first."""
    return OutboxEvent.objects.filter(OPEN).order_by("id")


def dead_letters() -> QuerySet[OutboxEvent]:
    """Given up after many tries; staff look and retry."""
    return OutboxEvent.objects.filter(dead_at__isnull=False).order_by("-id")
