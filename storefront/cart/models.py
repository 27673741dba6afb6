from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Cart(models.Model):
    """A visitor's basket, known by its token. An order closes it; it is never used again."""

    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.CASCADE, related_name="carts"
    )
    updated_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("cart")
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(closed_at__isnull=True, customer__isnull=False),
                name="one_open_cart_per_customer",
            )
        ]

    def __str__(self) -> str:
        return str(self.token)


class CartLine(models.Model):
    """`seen_price_minor` is the price the visitor was last shown, so that a change can be told."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveIntegerField()
    seen_price_minor = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["cart", "variant"], name="one_cart_line_per_variant"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="cart_line_has_something"),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} x {self.quantity}"
