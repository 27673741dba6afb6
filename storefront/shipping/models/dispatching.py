from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.audit.origin import StartedByStaff

from ..dispatching.problems import problem_text


class DispatchState(models.TextChoices):
    DRAFT = "draft", _("to be confirmed")
    RUNNING = "running", _("being sent")
    DONE = "done", _("done")


class LineState(models.TextChoices):
    READY = "ready", _("ready")
    BAD = "bad", _("left out")
    SENT = "sent", _("sent")


class DispatchJob(StartedByStaff):
    """One list of parcels: read, shown, confirmed, then sent line by line in the background."""

    state = models.CharField(max_length=8, choices=DispatchState, default=DispatchState.DRAFT)
    filename = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    beat_at = models.DateTimeField()  # the worker's last sign of life
    finished_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bulk dispatch")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.filename or str(self.pk)

    @property
    def is_running(self) -> bool:
        return self.state == DispatchState.RUNNING


class DispatchLine(models.Model):
    """A line of the list as it was given, and what became of it. `line` counts as a spreadsheet does."""

    job = models.ForeignKey(DispatchJob, on_delete=models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField()
    number = models.CharField(max_length=60, blank=True)
    carrier = models.CharField(max_length=60, blank=True)
    tracking_number = models.CharField(max_length=60, blank=True)
    order = models.ForeignKey(
        "orders.Order", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=8, choices=LineState, default=LineState.READY)
    code = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["line", "id"]
        indexes = [
            models.Index(
                fields=["job", "line"], condition=Q(state="ready"), name="dispatch_lines_to_do"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.number}"

    @property
    def reason(self) -> str:
        """Why it was left out, in the reader's language."""
        if not self.code:
            return ""
        found = [(self.code, self.details), *self.details.get("also", [])]
        return " ".join(problem_text(code, details) for code, details in found)
