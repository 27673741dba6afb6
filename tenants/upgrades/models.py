from django.db import models

from kernel import clock
from tenants.directory.models import Tenant

from .states import RunState, ShopState


class UpgradeRun(models.Model):
    """Bringing all shops to one state of the code. `target` is the hash of its migrations."""

    target = models.CharField(max_length=32, unique=True)
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.OPEN)
    started_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.target[:8]} {self.state}"


class UpgradePlan(models.Model):
    """What takes schemas from one state of migrations to the run's target.

    `sql` is what the first shop's upgrade executed, statement by statement, and null until one has succeeded.
    `obstacle` says why the text can't be used for others: these go the ordinary, slow way.
    """

    run = models.ForeignKey(UpgradeRun, on_delete=models.CASCADE, related_name="plans")
    source = models.CharField(max_length=32)  # hash of the migrations such a schema has
    migrations = models.JSONField()  # [[app, name], ...] in order
    obstacle = models.TextField(blank=True)
    sql = models.JSONField(null=True)
    adds_models = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "source"], name="one_plan_a_source")]

    def __str__(self) -> str:
        return f"{len(self.migrations)} migrations from {self.source[:8]}"


class ShopUpgrade(models.Model):
    """One shop in a run: how far it is, and what went wrong last."""

    run = models.ForeignKey(UpgradeRun, on_delete=models.CASCADE, related_name="shops")
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="upgrades")
    plan = models.ForeignKey(UpgradePlan, on_delete=models.PROTECT, related_name="shops")
    state = models.CharField(max_length=12, choices=ShopState.choices, default=ShopState.WAITING)
    canary = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=clock.now)
    lease_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "tenant"], name="shop_once_in_a_run")]
        indexes = [
            models.Index(fields=["run", "state", "next_try_at"], name="shop_upgrade_to_do"),
        ]

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.state}"


class ShopUpgradeMove(models.Model):
    """One step of a shop's upgrade: what, when, why."""

    upgrade = models.ForeignKey(ShopUpgrade, on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=12)
    state_before = models.CharField(max_length=12)
    state_after = models.CharField(max_length=12)
    why = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.state_before} {self.verb} {self.state_after}"
