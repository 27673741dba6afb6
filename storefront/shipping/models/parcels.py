from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.carriers import name_of, tracking_url
from kernel.moves import MoveRow

from ..states import ReturnedGoods, ShipmentState


class Shipment(models.Model):
    """One parcel of an order. `goods`: what became of them when it came back.

    `collect_minor`: what is paid for it at the door, in the order's currency; the parcels of an order together
    never collect more than the order asks for.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.CASCADE, related_name="shipments")
    state = models.CharField(max_length=20, choices=ShipmentState, default=ShipmentState.UNDERWAY)
    carrier = models.CharField(_("carrier"), max_length=60)
    tracking_number = models.CharField(_("tracking number"), max_length=60)
    shipped_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    goods = models.CharField(
        _("goods"), max_length=10, choices=ReturnedGoods, blank=True, default="", db_default=""
    )
    collect_minor = models.BigIntegerField(_("paid at the door"), default=0, db_default=0)
    sent_again_at = models.DateTimeField(_("sent again"), null=True)

    class Meta:
        verbose_name = _("shipment")
        ordering = ["id"]
        indexes = [models.Index(fields=["tracking_number"], name="shipments_by_tracking_number")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(collect_minor__gte=0),
                name="parcel_collects_no_less_than_nothing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.tracking_number}"

    @property
    def carrier_name(self) -> str:
        """In the reader's language."""
        return name_of(self.carrier)

    @property
    def tracking_url(self) -> str:
        """Where the parcel can be followed; empty when we do not know."""
        return tracking_url(self.carrier, self.tracking_number)


class ShipmentLine(models.Model):
    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey("orders.OrderLine", on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "order_line"], name="one_shipment_line_per_order_line"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="ships_something"),
        ]

    def __str__(self) -> str:
        return f"{self.order_line_id} x {self.quantity}"


class ShipmentMove(MoveRow):
    """One step of a parcel: who, when, why."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="moves")
