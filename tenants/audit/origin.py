"""Jobs that staff start and a worker carries on: what the worker changes is on the trail in the person's name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

from django.db import connection, models

from .watching import Actor, Recorder, recording


class StartedByStaff(models.Model):
    """Who started it and from where; None when it was no request of staff, and then nothing is told."""

    origin = models.JSONField(null=True, editable=False)

    class Meta:
        abstract = True

    def name_for_trail(self) -> str:
        return str(self)

    @contextmanager
    def carrying_on(self) -> Iterator[None]:
        """What is written meanwhile is on the trail as done by who started this, for this."""
        if not self.origin:
            yield
            return
        cause = (self._meta.label_lower, str(self.pk), self.name_for_trail()[:200])
        with recording(replace(Actor(**self.origin), cause=cause)):
            yield


def origin_now() -> dict[str, Any] | None:
    """Who acts in this request, to be kept with a job."""
    watcher = connection.watcher  # type: ignore[attr-defined]  # ours
    return asdict(watcher.actor) if isinstance(watcher, Recorder) else None
