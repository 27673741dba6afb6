"""What was done to an order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from backoffice.notes import TeamNote
from kernel.moves import MoveRow

from .order import Order


class OrderMove(MoveRow):
    """One step of one of the order's machines: who, when, why. Never changed, never deleted."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="moves")
    machine = models.CharField(max_length=10)

    def __str__(self) -> str:
        return f"{self.machine} {self.verb} {self.at}"


class OrderNote(TeamNote):
    """What one of the staff wrote about an order, for the others; shoppers never see it."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="staff_notes")

    class Meta(TeamNote.Meta):
        verbose_name = _("note on an order")


class OrderCorrection(models.Model):
    """What staff put right of an order's contact and address. Never changed, never deleted.

    `changes` holds each field's value before and after; parts of the address are "address.city". `remark` is what was
    said of the freight.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="corrections")
    changes = models.JSONField(default=dict)
    remark = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("correction of an order")
        ordering = ["id"]

    def __str__(self) -> str:
        return ", ".join(self.changes)
