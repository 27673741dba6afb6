"""What an order is made of."""

from django.db import models
from django.db.models import F, Q

from .order import Order


class OrderLine(models.Model):
    """`total_minor` is what the buyer pays for the line: after discounts, tax included."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    variant_id = models.BigIntegerField()
    product_id = models.BigIntegerField()
    slug = models.CharField(max_length=255)
    sku = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=255)
    option_text = models.CharField(max_length=255, blank=True)
    picture_url = models.CharField(max_length=500, blank=True)
    requires_shipping = models.BooleanField(default=True)

    quantity = models.PositiveIntegerField()
    unit_price_minor = models.BigIntegerField()
    subtotal_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField(default=0)
    tax_minor = models.BigIntegerField(default=0)
    tax_rate_bp = models.PositiveIntegerField(default=0)
    total_minor = models.BigIntegerField()

    shipped_quantity = models.PositiveIntegerField(default=0)
    refunded_quantity = models.PositiveIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="one_line_per_position"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, refunded_quantity__lte=F("quantity")),
                name="line_refunded_at_most_once",
            ),
            models.CheckConstraint(
                condition=Q(shipped_quantity__lte=F("quantity")), name="line_shipped_at_most_once"
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("total_minor")),
                name="line_refund_at_most_its_total",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} x {self.quantity}"

    @property
    def net_minor(self) -> int:
        """The line after discounts, without tax."""
        return self.total_minor - self.tax_minor

    @property
    def refundable_quantity(self) -> int:
        return self.quantity - self.refunded_quantity

    @property
    def shippable_quantity(self) -> int:
        """Units still to send; what was refunded counts against the units not sent first."""
        if not self.requires_shipping:
            return 0
        return max(self.quantity - self.shipped_quantity - self.refunded_quantity, 0)


class OrderDiscount(models.Model):
    """One discount: from which source, and which part of it fell on each line (`shares`, by position)."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="discounts")
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=30)
    label = models.CharField(max_length=120)
    amount_minor = models.BigIntegerField()
    shares = models.JSONField(default=list)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.source} {self.amount_minor}"


class OrderTender(models.Model):
    """A part of the total paid otherwise than through the payment provider (gift card, stored value)."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="tenders")
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=30)
    label = models.CharField(max_length=120)
    amount_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.source} {self.amount_minor}"
