import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel import clock
from tenants.directory.models import Tenant

from .states import ExportState


class ShopRestore(models.Model):
    """A shop being read from an archive. While `alive_until` lies ahead somebody is at it; after it, the
    janitor takes away what is there: the row of the shop, its schema, its files.
    """

    tenant = models.OneToOneField(Tenant, on_delete=models.CASCADE, related_name="restoring")
    started_at = models.DateTimeField(default=clock.now)
    alive_until = models.DateTimeField()

    def __str__(self) -> str:
        return self.tenant.schema_name


class ShopExport(models.Model):
    """An owner's order of all the shop's data: how far it is, who may download it and until when."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="exports")
    # the staff row of who ordered it, in the shop's own schema: only they get the file
    ordered_by = models.BigIntegerField()
    ordered_by_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en")
    address = models.GenericIPAddressField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=ExportState.choices, default=ExportState.ORDERED
    )
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    attempts = models.PositiveSmallIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    ordered_at = models.DateTimeField(default=clock.now)
    alive_until = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("download of all data")
        verbose_name_plural = _("downloads of all data")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"],
                condition=models.Q(state__in=("ordered", "running")),
                name="one_export_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="export_to_clear")]

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.state} {self.ordered_at:%Y-%m-%d}"


class ExportMove(models.Model):
    """One step of an export's life, downloads included: what, who, when, from where."""

    export = models.ForeignKey(ShopExport, on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=12)
    state_after = models.CharField(max_length=10)
    by = models.CharField(max_length=120, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.state_after}"
