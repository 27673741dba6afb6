"""The parts of an address form that depend on the country: its provinces, districts and postcodes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .regions import (
    has_districts,
    needs_postcode,
    needs_region,
    postcode_fits,
    region_choices,
    region_key,
)


class RegionField(forms.CharField):
    """The province or state: chosen where the country's are known, typed where they are not.

    Cleans to the region's key; takes every way to write it ("广东", "Guangdong").
    """

    def __init__(self, country: str, **kwargs: Any) -> None:
        self.country, self.choices = country, region_choices(country)
        widget = forms.Select(choices=[("", "—"), *self.choices]) if self.choices else None
        kwargs.setdefault("label", _("State or province"))
        kwargs.setdefault("required", needs_region(country))
        messages = {"required": _("Choose the province or state.")}
        super().__init__(max_length=60, widget=widget, error_messages=messages, **kwargs)
        self.widget.attrs["autocomplete"] = "address-level1"

    def prepare_value(self, value: Any) -> Any:
        return region_key(self.country, value or "") or value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        key = region_key(self.country, text)
        if text and self.choices and not key:
            raise ValidationError(_("Choose the province or state from the list."))
        return key or text


class RegionForm(forms.Form):
    """The field alone, for a page on which another country was chosen."""

    def __init__(self, country: str, name: str = "country") -> None:
        """`name`: what the country's field is called there; a prefix in it is the region's too."""
        super().__init__(prefix=name.removesuffix("country").removesuffix("-") or None)
        self.fields["region"] = RegionField(country)


class PlaceForm(RegionForm):
    """What a shopper is asked otherwise in another country."""

    district = forms.CharField(
        label=_("District"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level3"}),
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )

    def __init__(self, country: str, name: str = "country") -> None:
        super().__init__(country, name)
        ask_as_in(self, country)


def follow_country(form: forms.BaseForm, country: str) -> None:
    """Give the form the region field of this country, in place of the one it has."""
    form.fields["region"] = RegionField(country)


def ask_as_in(form: forms.BaseForm, country: str) -> None:
    """Ask a shopper for a postcode where no parcel goes without, and for no district where there are none."""
    form.fields["postcode"].required = needs_postcode(country)
    if not has_districts(country) and not form["district"].value():
        form.fields["district"].widget = forms.HiddenInput()


def check_postcode(form: forms.BaseForm, data: dict[str, Any]) -> None:
    country, postcode = data.get("country") or "", data.get("postcode") or ""
    if not postcode_fits(country, postcode):
        form.add_error("postcode", _("This is not a postcode of that country."))
