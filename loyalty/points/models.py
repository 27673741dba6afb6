from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

AT_LEAST_ONE = MinValueValidator(1)


class Rounding(models.TextChoices):
    DOWN = "down", _("down")
    NEAREST = "nearest", _("to the nearest")
    UP = "up", _("up")


class PointsRules(models.Model):
    """One version of a shop's points rules. Frozen when something was earned or spent by it."""

    version = models.PositiveIntegerField(unique=True, editable=False)
    enabled = models.BooleanField(_("members earn points"), default=True)
    earn_points = models.PositiveIntegerField(
        _("points earned"), default=1, validators=[AT_LEAST_ONE]
    )
    earn_per_minor = models.PositiveBigIntegerField(
        _("for each amount paid"), default=100, validators=[AT_LEAST_ONE]
    )
    earn_rounding = models.CharField(
        _("parts of a point are rounded"),
        max_length=8,
        choices=Rounding.choices,
        default=Rounding.DOWN,
    )
    activation_days = models.PositiveSmallIntegerField(
        _("days from receipt until points are active"),
        default=7,
        validators=[MaxValueValidator(365)],
        help_text=_("Until then a refund takes them back from the pending points. 0: at once."),
    )
    max_share_percent = models.PositiveSmallIntegerField(
        _("largest share of the goods payable with points, in percent"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("0: points cannot be spent at checkout."),
    )
    spend_points = models.PositiveIntegerField(
        _("points spent"), default=100, validators=[AT_LEAST_ONE]
    )
    spend_value_minor = models.PositiveBigIntegerField(
        _("are worth"), default=100, validators=[AT_LEAST_ONE]
    )
    expiry_months = models.PositiveSmallIntegerField(
        _("months until active points expire"),
        null=True,
        blank=True,
        default=12,
        validators=[AT_LEAST_ONE, MaxValueValidator(120)],
        help_text=_("Empty: never. A change counts for points earned from then on."),
    )
    restore_grace_days = models.PositiveSmallIntegerField(
        _("days of grace for expired points that a refund gives back"),
        default=30,
        validators=[MaxValueValidator(365)],
    )
    frozen_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.CharField(max_length=80, blank=True, editable=False)

    class Meta:
        verbose_name = _("points rules")
        verbose_name_plural = _("points rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(earn_points__gt=0, earn_per_minor__gt=0),
                name="points_earned_per_amount",
            ),
            models.CheckConstraint(
                condition=Q(spend_points__gt=0, spend_value_minor__gt=0), name="points_have_a_value"
            ),
            models.CheckConstraint(
                condition=Q(max_share_percent__lte=100), name="points_pay_at_most_all"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


class GrantState(models.TextChoices):
    PENDING = "pending", _("pending")
    ACTIVE = "active", _("active")
    VOID = "void", _("nothing earned")


class PointsGrant(models.Model):
    """What an order earned, by which rules: once an order, however often its events come."""

    member = models.ForeignKey(
        "members.Member", on_delete=models.PROTECT, related_name="points_grants"
    )
    rules = models.ForeignKey(PointsRules, on_delete=models.PROTECT, related_name="+")
    trigger_key = models.CharField(max_length=60)
    effect_no = models.PositiveSmallIntegerField(default=1)
    order_id = models.BigIntegerField(db_index=True)
    inputs_hash = models.CharField(max_length=64)
    amount = models.BigIntegerField()
    clawed = models.BigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=GrantState.choices)
    due_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    lot_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "trigger_key", "effect_no"], name="granted_once"
            ),
            models.CheckConstraint(
                condition=Q(clawed__gte=0, clawed__lte=F("amount")), name="clawed_within_grant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} for {self.trigger_key}"

    @property
    def left(self) -> int:
        """Earned and not taken back."""
        return self.amount - self.clawed
