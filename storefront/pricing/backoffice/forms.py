from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.fields import PercentField
from backoffice.shop_settings.choices import country_choices
from storefront.customers.regions import region_key, region_name, regions_of
from storefront.pricing.basket import TaxRule

# the classes a product can be in; "none" is never taxed and needs no rate
CLASSES = [("standard", _("standard")), ("reduced", _("reduced"))]


def _countries() -> list[tuple[str, str]]:
    return [("", str(_("everywhere else"))), *country_choices()]


class TaxForm(forms.Form):
    prices_include_tax = forms.TypedChoiceField(
        label=_("Your prices"),
        choices=[("yes", _("include tax")), ("no", _("exclude tax; it is added at checkout"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    shipping_tax_class = forms.ChoiceField(
        label=_("Shipping is taxed as"),
        choices=[*CLASSES, ("none", _("not taxed"))],
        required=False,
    )

    def clean_shipping_tax_class(self) -> str:
        return self.cleaned_data["shipping_tax_class"] or "standard"


class RateForm(forms.Form):
    """One row of the table: what is taken in a place of goods of a class."""

    country = forms.ChoiceField(label=_("Country"), choices=_countries, required=False)
    region = forms.CharField(
        label=_("Province or state"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("all of it")}),
    )
    tax_class = forms.ChoiceField(label=_("Class"), choices=CLASSES, initial="standard")
    name = forms.CharField(
        label=_("Name"), max_length=40, widget=forms.TextInput(attrs={"placeholder": _("VAT")})
    )
    rate_bp = PercentField(label=_("Rate"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country, region = self.initial.get("country", ""), self.initial.get("region", "")
        if region:
            self.initial["region"] = region_name(country, region_key(country, region) or region)

    def clean(self) -> dict[str, Any]:
        """A region is known by every way to write it; one that its country does not have is refused."""
        data = super().clean() or self.cleaned_data
        country, region = data.get("country") or "", data.get("region") or ""
        key = region_key(country, region)
        if region and not country:
            self.add_error("country", _("Choose the country of this province."))
        elif region and regions_of(country) and not key:
            self.add_error("region", _("This country has no such province or state."))
        data["region"] = key or region
        return data


class Rates(forms.BaseFormSet):
    def clean(self) -> None:
        places = [(r.tax_class, r.country, r.region) for r in self.rules()]
        if len(places) != len(set(places)):
            raise forms.ValidationError(_("Each class may have one rate in each place."))

    def rules(self) -> list[TaxRule]:
        """What is to be kept, as the pure price function takes it; rows with errors are left out."""
        filled = [f.cleaned_data for f in self.forms if not f.errors]
        kept = [dict(data) for data in filled if not data.get("DELETE")]
        return [TaxRule(**_rule_fields(data)) for data in kept if data.get("rate_bp") is not None]


def _rule_fields(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in RateForm.base_fields if name in data}


RateFormSet = cast(
    type[Rates],
    forms.formset_factory(RateForm, formset=Rates, extra=1, can_delete=True, max_num=200),
)
