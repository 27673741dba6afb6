from secrets import token_urlsafe

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..states import OrderState, PaymentState, ShippingState


def new_access_token() -> str:
    return token_urlsafe(24)


class OrderQuerySet(models.QuerySet["Order"]):
    def to_send(self) -> "OrderQuerySet":
        """Orders with something to send now: paid, or paid for at the door."""
        return self.filter(TO_SEND)

    def in_tab(self, state: str) -> "OrderQuerySet":
        """The orders that staff look for under this state: what is paid at the door waits to be sent."""
        if state == OrderState.PAID:
            return self.to_send()
        if state == OrderState.AWAITING_PAYMENT:
            return self.filter(state=state, pay_on_delivery=False)
        return self.filter(state=state)


TO_SEND = Q(state=OrderState.PAID) | Q(state=OrderState.AWAITING_PAYMENT, pay_on_delivery=True)


class Order(models.Model):
    """One purchase, as it was agreed: goods, prices and address are copies and stay as they were.

    All amounts are minor units of `currency`. total = the lines' totals + shipping, tax included in both;
    `payable` is what the payment provider is asked for after tenders have paid their part.
    """

    number = models.CharField(_("order number"), max_length=20, unique=True)
    idempotency_key = models.CharField(max_length=80, unique=True, editable=False)
    access_token = models.CharField(max_length=40, default=new_access_token, editable=False)

    state = models.CharField(
        _("state"), max_length=20, choices=OrderState, default=OrderState.AWAITING_PAYMENT
    )
    payment_state = models.CharField(
        _("payment"), max_length=20, choices=PaymentState, default=PaymentState.UNPAID
    )
    shipping_state = models.CharField(
        _("shipping"), max_length=20, choices=ShippingState, default=ShippingState.UNSHIPPED
    )

    customer = models.ForeignKey(
        "customers.Customer",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="orders",
    )
    order_seq = models.PositiveIntegerField(
        null=True, help_text="Which paid order of this customer it is, from 1; set at payment."
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(max_length=10)
    address = models.JSONField(_("address"), default=dict)
    note = models.CharField(_("note"), max_length=500, blank=True)

    currency = models.CharField(max_length=3)
    prices_include_tax = models.BooleanField(default=True)
    items_minor = models.BigIntegerField(_("goods"))
    discount_minor = models.BigIntegerField(_("discounts"), default=0)
    shipping_minor = models.BigIntegerField(_("shipping"), default=0)
    shipping_tax_minor = models.BigIntegerField(default=0)
    tax_minor = models.BigIntegerField(_("tax"), default=0)
    total_minor = models.BigIntegerField(_("total"))
    tender_minor = models.BigIntegerField(default=0)
    payable_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(_("refunded"), default=0)
    shipping_refunded_minor = models.BigIntegerField(default=0)
    taxes = models.JSONField(default=list)

    requires_shipping = models.BooleanField(default=True)
    shipping_method = models.CharField(max_length=40, default="standard")
    shipping_label = models.CharField(
        _("way of sending"), max_length=80, blank=True, default="", db_default=""
    )
    shipping_facts = models.JSONField(  # pricing.freight.facts_of
        default=dict, db_default=models.Value({}, models.JSONField()), blank=True
    )
    pay_on_delivery = models.BooleanField(default=False)
    payment_reference = models.CharField(max_length=80, blank=True)
    pay_by = models.DateTimeField(null=True)
    placed_at = models.DateTimeField(_("placed"))
    paid_at = models.DateTimeField(_("paid"), null=True)
    shipped_at = models.DateTimeField(_("shipped"), null=True)
    received_at = models.DateTimeField(_("received"), null=True)
    completed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    search_text = models.TextField(
        default="",
        db_default="",
        editable=False,
        help_text="Lower case: what an order is found by; see orders.search.",
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-placed_at", "-id"]
        indexes = [
            models.Index(fields=["-placed_at", "-id"], name="orders_newest"),
            models.Index(fields=["state", "-placed_at"], name="orders_by_state"),
            models.Index(
                fields=["pay_by"],
                condition=Q(state=OrderState.AWAITING_PAYMENT),
                name="orders_unpaid",
            ),
            models.Index(
                fields=["paid_at"], condition=Q(paid_at__isnull=False), name="orders_by_day_paid"
            ),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="orders_by_words"),
        ]
        permissions = [
            ("cancel_order", "Can cancel orders"),
            ("export_order", "Can export orders"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["customer", "order_seq"], name="order_seq_counts_once"),
            models.CheckConstraint(
                condition=Q(total_minor__gte=0, payable_minor__gte=0), name="order_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0, refunded_minor__lte=F("total_minor")),
                name="refunded_at_most_the_total",
            ),
            models.CheckConstraint(
                condition=Q(
                    shipping_refunded_minor__gte=0,
                    shipping_refunded_minor__lte=F("shipping_minor"),
                ),
                name="shipping_refunded_once",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def repeat_no(self) -> int | None:
        """Which repeat purchase it is: 0 for the first order, None before payment and for guests."""
        return None if self.order_seq is None else self.order_seq - 1

    @property
    def needs_payment(self) -> bool:
        return self.payment_state == PaymentState.UNPAID and self.state != OrderState.CANCELLED

    @property
    def pickup(self) -> dict[str, str] | None:
        """The pick-up point as it was when the order was placed; None for what is sent."""
        return self.shipping_facts.get("pickup") or None

    @property
    def refundable_minor(self) -> int:
        paid = self.payment_state not in (PaymentState.UNPAID, PaymentState.REFUNDED)
        return self.total_minor - self.refunded_minor if paid else 0
