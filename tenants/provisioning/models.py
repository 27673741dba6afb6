import uuid

from django.conf import settings
from django.db import models

from kernel import clock
from tenants.directory.models import Tenant

from .states import OpeningState


class SchemaTemplate(models.Model):
    """The text from which schemas are made, for one state of the code."""

    fingerprint = models.CharField(max_length=64, unique=True)
    schema_name = models.CharField(
        max_length=63, blank=True
    )  # the hidden schema the text speaks of
    sql = models.TextField(blank=True)  # empty while it is being built
    lease_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    ready_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.fingerprint[:12]


class PooledSchema(models.Model):
    """A ready schema nobody owns yet. The row goes when the schema is assigned."""

    tenant = models.OneToOneField(Tenant, on_delete=models.CASCADE, related_name="pooled")
    fingerprint = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.tenant.schema_name


class Opening(models.Model):
    """A merchant's wish for a shop and how far it has come."""

    # the wizard's draft: asking twice with one key is one shop
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenant = models.OneToOneField(Tenant, on_delete=models.CASCADE, related_name="opening")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="openings"
    )
    state = models.CharField(
        max_length=12, choices=OpeningState.choices, default=OpeningState.REQUESTED
    )
    trade = models.CharField(max_length=30)
    look = models.CharField(max_length=40)
    demo = models.BooleanField(default=False)
    language = models.CharField(max_length=10)
    currency = models.CharField(max_length=3)
    steps_done = models.JSONField(default=list)  # names of starter steps
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    live_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "lease_until"], name="opening_to_resume")]

    def __str__(self) -> str:
        return f"{self.tenant.slug} {self.state}"


class OpeningMove(models.Model):
    """One step of an opening's life: what, when, why."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=20)
    state_before = models.CharField(max_length=12)
    state_after = models.CharField(max_length=12)
    why = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.state_before} {self.verb} {self.state_after}"


class SchemaDrop(models.Model):
    """A schema on its way out: dropped table by table, so it is taken up again after a crash."""

    schema_name = models.CharField(max_length=63, unique=True)
    why = models.CharField(max_length=80)
    due_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.schema_name
