from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from storefront.payments.models import PaymentSettings


class ArrivedForm(forms.Form):
    arrived = MoneyField(
        label=_("Amount that arrived"), help_text=_("Only the whole sum confirms the payment.")
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(MoneyField, self.fields["arrived"]).currency = currency


class PaymentSettingsForm(forms.ModelForm):
    class Meta:
        model = PaymentSettings
        fields = [
            "demo",
            "bank_transfer",
            "bank_instructions",
            "offline_days",
            "cash_on_delivery",
            "cash_instructions",
        ]
        widgets = {
            "bank_instructions": forms.Textarea(attrs={"rows": 4}),
            "cash_instructions": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(way) for way in ("demo", "bank_transfer", "cash_on_delivery")):
            raise forms.ValidationError(_("Offer at least one way to pay."))
        if cleaned.get("bank_transfer") and not cleaned.get("bank_instructions"):
            self.add_error("bank_instructions", _("Say where the money is to be sent."))
        return cleaned
