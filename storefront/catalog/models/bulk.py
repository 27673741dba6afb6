from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.audit.origin import StartedByStaff


class BulkState(models.TextChoices):
    CHOSEN = "chosen", _("chosen")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class BulkJob(StartedByStaff):
    """One change for many products. done is the cursor: products before it are changed, in the same transaction."""

    state = models.CharField(max_length=8, choices=BulkState.choices, default=BulkState.CHOSEN)
    product_ids = models.JSONField()
    act = models.CharField(max_length=20, blank=True)
    details = models.JSONField(default=dict)  # what the act needs to know
    done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["-created_at"], name="bulk_newest")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.act} {self.done}/{self.total}"

    def name_for_trail(self) -> str:
        return ""  # it has none

    @property
    def total(self) -> int:
        return len(self.product_ids)

    @property
    def is_running(self) -> bool:
        return self.state == BulkState.RUNNING
