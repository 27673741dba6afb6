from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kernel.moves import MoveRow

from ..states import PickupState


class PickupPoint(models.Model):
    """Where shoppers may fetch what they bought. Orders keep a copy of it."""

    name = models.CharField(_("name"), max_length=80)
    address = models.CharField(_("address"), max_length=200)
    hours = models.CharField(_("opening hours"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("pick-up point")
        verbose_name_plural = _("pick-up points")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Pickup(models.Model):
    """An order that is fetched: the code its shopper shows, and how far it is."""

    order = models.OneToOneField("orders.Order", on_delete=models.CASCADE, related_name="fetched")
    code = models.CharField(_("pick-up code"), max_length=8)
    state = models.CharField(max_length=10, choices=PickupState, default=PickupState.WAITING)
    ready_at = models.DateTimeField(null=True)
    collected_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pick-up")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(state=PickupState.COLLECTED),
                name="one_open_pickup_per_code",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class PickupMove(MoveRow):
    """One step of a pick-up: who, when, why."""

    pickup = models.ForeignKey(Pickup, on_delete=models.CASCADE, related_name="moves")
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10)
