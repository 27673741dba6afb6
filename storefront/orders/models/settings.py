from django.db import models
from django.utils.translation import gettext_lazy as _


class CustomerOrders(models.Model):
    """How many orders a customer has paid for: where `order_seq` comes from."""

    customer = models.OneToOneField(
        "customers.Customer", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    paid_orders = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.paid_orders}"


class OrderSettings(models.Model):
    """How long the shop waits. One row; read it through `selectors.order_settings()`."""

    unpaid_minutes = models.PositiveIntegerField(
        _("minutes until an unpaid order is cancelled"), default=30
    )
    auto_receive_days = models.PositiveSmallIntegerField(
        _("days until a shipped order counts as received"), default=10
    )
    complete_days = models.PositiveSmallIntegerField(
        _("days after receipt until an order is complete"), default=7
    )

    class Meta:
        verbose_name = _("order settings")

    def __str__(self) -> str:
        return f"{self.unpaid_minutes} min"
