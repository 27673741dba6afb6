from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from integrations.carriers import carriers_for
from storefront.orders.models import OrderLine
from tenants.profile.selectors import current_profile


class CarrierInput(forms.TextInput):
    """A text field that suggests the known carriers."""

    template_name = "shipping/backoffice/carrier_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, {**(attrs or {}), "list": "carriers"})
        carriers = carriers_for(current_profile().country)
        return {**context, "carriers": [carrier.label for carrier in carriers]}


class ShipForm(forms.Form):
    """One parcel: who carries it, and how many of each line are in it."""

    carrier = forms.CharField(label=_("Carrier"), max_length=60, widget=CarrierInput)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=60)

    def __init__(self, *args: Any, lines: Sequence[OrderLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if line.shippable_quantity]
        for line in self.lines:
            self.fields[f"units_{line.pk}"] = forms.IntegerField(
                label=f"{line.title} {line.option_text}",
                min_value=0,
                max_value=line.shippable_quantity,
                initial=line.shippable_quantity,
            )

    def unit_rows(self) -> list[tuple[OrderLine, forms.BoundField]]:
        return [(line, self[f"units_{line.pk}"]) for line in self.lines]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(self.units().values()):
            raise forms.ValidationError(_("Put at least one piece into the parcel."))
        return cleaned

    def units(self) -> dict[int, int]:
        return {line.pk: self.cleaned_data[f"units_{line.pk}"] for line in self.lines}
