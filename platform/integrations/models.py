from django.db import models


class PaymentRoute(models.Model):
    """Which shop a payment belongs to. In public: messages of providers reach the platform's own host.

    `check_at` is when to ask after the payment if nothing was heard; null once there is nothing to ask.
    """

    public_id = models.CharField(max_length=40, primary_key=True)
    provider = models.CharField(max_length=30)
    schema_name = models.CharField(max_length=63)
    created_at = models.DateTimeField(auto_now_add=True)
    check_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["check_at"],
                name="payment_route_to_check",
                condition=models.Q(check_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} in {self.schema_name}"
