from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ShippingSettings(models.Model):
    """One flat price, free from an amount on: all that a shop without `ShippingMethod` rows needs. One row."""

    flat_minor = models.PositiveBigIntegerField(_("price of shipping"), default=1000)
    free_over_minor = models.PositiveBigIntegerField(
        _("free from"), null=True, blank=True, default=9900
    )
    countries = models.JSONField(_("other countries served"), default=list, blank=True)

    class Meta:
        verbose_name = _("shipping settings")

    def __str__(self) -> str:
        return f"{self.flat_minor} / {self.free_over_minor}"


class Measure(models.TextChoices):
    FLAT = "flat", _("one price")
    PIECE = "piece", _("by pieces")
    WEIGHT = "weight", _("by weight")


class ShippingMethod(models.Model):
    """One way of sending that shoppers may choose: standard, express. Its zones say where and for how much.

    texts: {"en": {"name": "Express", "promise": "1 to 2 days"}} in the shop's other languages.
    """

    name = models.CharField(_("name"), max_length=60)
    promise = models.CharField(_("delivery time"), max_length=80, blank=True)
    texts = models.JSONField(default=dict, blank=True)
    measure = models.CharField(
        _("price"), max_length=6, choices=Measure.choices, default=Measure.FLAT
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("way of sending")
        verbose_name_plural = _("ways of sending")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class ShippingZone(models.Model):
    """Some places and what sending there costs; `places` as customers.regions writes them, "*" is everywhere else.

    `first` and `step` are pieces or grams, as the method measures.
    """

    method = models.ForeignKey(ShippingMethod, on_delete=models.CASCADE, related_name="zones")
    position = models.PositiveSmallIntegerField(default=0)
    places = models.JSONField(_("places"), default=list)
    delivers = models.BooleanField(_("is sent there"), default=True)
    first_minor = models.PositiveBigIntegerField(_("price"), default=0)
    first = models.PositiveIntegerField(default=1)
    step = models.PositiveIntegerField(default=1)
    step_minor = models.PositiveBigIntegerField(default=0)
    free_over_minor = models.PositiveBigIntegerField(_("free from"), null=True, blank=True)
    free_over_units = models.PositiveIntegerField(_("free from pieces"), null=True, blank=True)

    class Meta:
        verbose_name = _("shipping zone")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(first__gt=0, step__gt=0), name="zone_has_steps"),
            models.CheckConstraint(
                condition=Q(free_over_units__isnull=True) | Q(free_over_units__gt=0),
                name="zone_free_from_some_pieces",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.places)
