import hashlib
from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from storefront.aftersales.plan import RefundWish
from storefront.orders.models import Order, OrderLine


def _new_key() -> str:
    return uuid4().hex


class RefundForm(forms.Form):
    """What goes back. `previewed_minor` is the sum the clerk saw; only that sum is given back."""

    shipping = forms.BooleanField(label=_("Shipping too"), required=False)
    amount = MoneyField(
        label=_("Or an amount, without goods"),
        required=False,
        help_text=_("For a price that is lowered afterwards: the shopper keeps the goods."),
    )
    restock = forms.BooleanField(
        label=_("The goods go back to stock"), required=False, initial=True
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("The shopper sees it with the order."),
    )
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, initial=_new_key)

    def __init__(self, *args: Any, order: Order, lines: Sequence[OrderLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(MoneyField, self.fields["amount"]).currency = order.currency
        self.lines = [line for line in lines if line.refundable_quantity]
        for line in self.lines:
            self.fields[f"units_{line.pk}"] = forms.IntegerField(
                label=f"{line.title} {line.option_text}",
                min_value=0,
                max_value=line.refundable_quantity,
                initial=0,
            )
        if order.shipping_minor <= order.shipping_refunded_minor:
            del self.fields["shipping"]

    def unit_rows(self) -> list[tuple[OrderLine, forms.BoundField]]:
        return [(line, self[f"units_{line.pk}"]) for line in self.lines]

    def refund_key(self) -> str:
        """Pressing twice is one refund; who goes back to the page and chooses something else wants another one."""
        wish = self.wish()
        chosen = f"{sorted(wish.units.items())} {wish.shipping} {wish.amount_minor}"
        digest = hashlib.sha256(chosen.encode()).hexdigest()[:16]
        return f"staff-{self.cleaned_data['key']}-{digest}"

    def wish(self) -> RefundWish:
        data = self.cleaned_data
        return RefundWish(
            units={line.pk: data[f"units_{line.pk}"] or 0 for line in self.lines},
            shipping=data.get("shipping", False),
            amount_minor=data.get("amount") or 0,
            restock=data["restock"],
            reason=data["reason"],
        )
