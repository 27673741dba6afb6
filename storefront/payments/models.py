from secrets import token_urlsafe

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel.money import Money
from kernel.moves import MoveRow

from .states import OPEN, PaymentState, RefundState


def new_public_id() -> str:
    return token_urlsafe(24)


class Attention(models.TextChoices):
    """Why a person has to look at a payment."""

    OTHER_AMOUNT = "other_amount", _("another amount arrived than was asked for")
    OTHER_REFERENCE = "other_reference", _("the provider calls this payment by another name")
    NOT_NEEDED = "not_needed", _("money arrived for an order that did not need it any more")
    REFUND_BY_HAND = "refund_by_hand", _("the money has to be given back by hand")
    REFUND_FAILED = "refund_failed", _("the provider could not give the money back")


class Payment(models.Model):
    """One attempt to pay an order with one provider. Who knows `public_id` may see it and return to it."""

    public_id = models.CharField(max_length=40, unique=True, default=new_public_id, editable=False)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="payments")
    provider = models.CharField(_("way to pay"), max_length=30)
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(max_length=3)
    state = models.CharField(
        _("state"), max_length=12, choices=PaymentState, default=PaymentState.CREATED
    )
    provider_ref = models.CharField(max_length=120, blank=True)
    redirect_url = models.CharField(max_length=500, blank=True)
    instructions = models.TextField(blank=True)
    refunded_minor = models.BigIntegerField(_("refunded"), default=0)
    attention = models.CharField(max_length=20, choices=Attention, blank=True)
    created_at = models.DateTimeField(_("started"))
    paid_at = models.DateTimeField(_("paid"), null=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["-id"], condition=~Q(attention=""), name="payments_that_need_a_person"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payment_of_something"),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("amount_minor")),
                name="payment_refunded_at_most_whole",
            ),
            models.UniqueConstraint(
                fields=["order", "provider"],
                condition=Q(state__in=[str(state) for state in OPEN]),
                name="one_open_payment_per_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.money}"

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def refundable_minor(self) -> int:
        return self.amount_minor - self.refunded_minor if self.state == PaymentState.PAID else 0


class PaymentRefund(models.Model):
    """Money going back from one payment. `key` is the caller's: the same key is the same refund."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=80)
    amount_minor = models.BigIntegerField(_("amount"))
    state = models.CharField(
        _("state"), max_length=10, choices=RefundState, default=RefundState.REQUESTED
    )
    by_hand = models.BooleanField(default=False)
    provider_ref = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("refund of a payment")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "key"], name="one_refund_per_key"),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="payment_refund_of_something"
            ),
        ]

    def __str__(self) -> str:
        return str(self.money)

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.payment.currency)


class PaymentMove(MoveRow):
    """One step of a payment or of one of its refunds. Never changed, never deleted."""

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="moves")
    refund = models.ForeignKey(
        PaymentRefund, null=True, on_delete=models.CASCADE, related_name="moves"
    )
    from_state = models.CharField(max_length=12)
    to_state = models.CharField(max_length=12)


class WebhookEvent(models.Model):
    """A message that was taken; the same one again is known by its id.."""

    provider = models.CharField(max_length=30)
    event_id = models.CharField(max_length=120)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="webhook_events")
    kind = models.CharField(max_length=20)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="each_message_once")
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.event_id}"


class PaymentSettings(models.Model):
    """Which ways to pay the shop offers. One row; read it through `selectors.payment_settings()`."""

    demo = models.BooleanField(_("demo payment"), default=True)
    bank_transfer = models.BooleanField(_("bank transfer"), default=False)
    bank_instructions = models.TextField(
        _("instructions for bank transfers"),
        blank=True,
        help_text=_("Account, bank and what to write in the reference; shown after the order."),
    )
    cash_on_delivery = models.BooleanField(_("cash on delivery"), default=False)
    cash_instructions = models.TextField(_("instructions for cash on delivery"), blank=True)
    offline_days = models.PositiveSmallIntegerField(
        _("days to wait for a bank transfer"), default=5
    )

    class Meta:
        verbose_name = _("payment settings")

    def __str__(self) -> str:
        return "payment settings"
