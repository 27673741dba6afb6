"""The row that every move of a life cycle leaves. The machine itself is in `kernel.states`."""

from django.db import models


class MoveRow(models.Model):
    """Who moved it, when and why. Never changed, never deleted; a subclass adds what was moved."""

    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    by = models.CharField(max_length=80)
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.at}"
