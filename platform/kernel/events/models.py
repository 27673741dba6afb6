from django.db import models
from django.db.models import Q

OPEN = Q(done_at__isnull=True, dead_at__isnull=True)


class OutboxEvent(models.Model):
    """Something that happened in this schema, and whether everyone has reacted to it."""

    name = models.CharField(max_length=80)
    aggregate = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=OPEN, name="outbox_due"),
            models.Index(
                fields=["aggregate", "id"], condition=OPEN, name="outbox_open_of_aggregate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class ProcessedEvent(models.Model):
    """A handler has reacted to an event; written in the transaction of the reaction itself."""

    handler = models.CharField(max_length=120)
    event_id = models.BigIntegerField()
    processed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handler", "event_id"], name="reaction_happens_once")
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.event_id}"
