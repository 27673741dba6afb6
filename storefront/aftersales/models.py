from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel.money import Money
from kernel.moves import MoveRow

from .states import RefundState


class Refund(models.Model):
    """What goes back of one order at one time. `amount_minor` is all money: lines and shipping.

    It goes back the way it came: `provider_minor` through the payment provider (`paid_back_minor` of it has
    arrived), the rest to the tenders. `discounts`: the part of each discount that fell on the goods.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=80, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=RefundState, default=RefundState.PENDING)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    amount_minor = models.BigIntegerField()
    shipping_minor = models.BigIntegerField(default=0)
    provider_minor = models.BigIntegerField()
    paid_back_minor = models.BigIntegerField(default=0)
    tenders = models.JSONField(default=list)
    discounts = models.JSONField(default=list)
    effects = models.JSONField(default=list)
    restock = models.BooleanField(default=False)
    by = models.CharField(max_length=80)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("refund")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=~Q(state=RefundState.DONE),
                name="refunds_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    shipping_minor__gte=0,
                    amount_minor__gte=F("shipping_minor"),
                    provider_minor__gte=0,
                    provider_minor__lte=F("amount_minor"),
                ),
                name="refund_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order.number} {Money(self.amount_minor, self.order.currency)}"


class RefundLine(models.Model):
    """`amount_minor` includes tax, `net_minor` does not. No quantity: money alone, the goods stay."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    amount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["refund", "order_line"], name="one_refund_line_per_order_line"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0) | Q(amount_minor__gt=0),
                name="refund_line_has_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_line_id} x {self.quantity}"

    @property
    def net_minor(self) -> int:
        return self.amount_minor - self.tax_minor


class RefundMove(MoveRow):
    """One step of a refund: who, when, why."""

    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="moves")
