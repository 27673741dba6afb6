import secrets
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel import clock

from .states import DraftState

_READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_reference() -> str:
    return "".join(secrets.choice(_READABLE) for _ in range(6))


class Draft(models.Model):
    """An order that staff put together for a customer. Its goods lie in a cart of its own.

    `key` makes placing it twice one order. `choices` is what is used of the customer's own, {"points": 300}.
    """

    reference = models.CharField(max_length=8, unique=True, default=new_reference, editable=False)
    key = models.UUIDField(default=uuid4, editable=False)
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.OPEN)
    cart = models.OneToOneField("cart.Cart", null=True, on_delete=models.SET_NULL, related_name="+")
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.SET_NULL, related_name="drafts"
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    address = models.JSONField(default=dict, blank=True)
    delivery = models.CharField(max_length=40, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    discount_minor = models.PositiveBigIntegerField(_("discount"), default=0)
    discount_reason = models.CharField(_("reason"), max_length=80, blank=True)
    currency = models.CharField(max_length=3)
    pay_days = models.PositiveSmallIntegerField(_("days to pay"), default=3)
    order = models.OneToOneField(
        "orders.Order", null=True, on_delete=models.SET_NULL, related_name="draft"
    )
    created_by = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("draft order")
        verbose_name_plural = _("draft orders")
        ordering = ["-updated_at", "-id"]
        indexes = [models.Index(fields=["state", "-updated_at"], name="drafts_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(discount_minor=0) | ~Q(discount_reason=""), name="discount_says_why"
            ),
        ]
        permissions = [
            ("override_price", "Can agree another price in a draft order"),
            ("give_discount", "Can give a discount in a draft order"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_expired(self) -> bool:
        return self.state == DraftState.OPEN and self.expires_at <= clock.now()


class AgreedPrice(models.Model):
    """Another price than the shop's for one of a draft's goods: by whom and why."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="prices")
    variant = models.ForeignKey("catalog.Variant", on_delete=models.CASCADE, related_name="+")
    price_minor = models.PositiveBigIntegerField(_("price"))
    reason = models.CharField(_("reason"), max_length=80)
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "variant"], name="one_agreed_price_a_variant"),
            models.CheckConstraint(condition=~Q(reason=""), name="agreed_price_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.price_minor}"


class DraftEntry(models.Model):
    """What somebody did to a draft. Never changed, never deleted: prices and discounts are audited by it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="entries")
    verb = models.CharField(max_length=20)
    facts = models.JSONField(default=dict)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.at}"
