from django.db import models
from django.utils.translation import gettext_lazy as _


class StockItem(models.Model):
    """The stock of one variant. A variant without a row is not tracked and never runs out."""

    variant = models.OneToOneField(
        "catalog.Variant", primary_key=True, on_delete=models.CASCADE, related_name="stock"
    )
    on_hand = models.IntegerField(_("on hand"), default=0)
    reserved = models.IntegerField(_("reserved"), default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reserved__gte=0, reserved__lte=models.F("on_hand")),
                name="stock_never_oversold",
            )
        ]

    def __str__(self) -> str:
        return str(self.variant)

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


class Reservation(models.Model):
    """What one order keeps of one variant: held until it is paid for or given back."""

    class State(models.TextChoices):
        HELD = "held", _("held")
        COMMITTED = "committed", _("committed")
        RELEASED = "released", _("released")

    order_ref = models.CharField(max_length=40)
    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order_ref", "variant"], name="one_reservation_per_order_and_variant"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="reserves_something"),
        ]

    def __str__(self) -> str:
        return f"{self.order_ref} {self.variant_id} x {self.quantity} {self.state}"


class StockSettings(models.Model):
    """When the shop hears that something runs out. One row; read it through `selectors.stock_settings()`."""

    low_at = models.PositiveIntegerField(_("stock is low at"), default=5)

    class Meta:
        verbose_name = _("stock settings")

    def __str__(self) -> str:
        return f"low at {self.low_at}"
