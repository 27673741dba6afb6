from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from storefront.customers.address_fields import ask_as_in, check_postcode, follow_country
from storefront.customers.countries import country_choices
from storefront.customers.models import Address, Customer
from tenants.accounts.errors import PhoneNotUnderstood
from tenants.accounts.phones import normalise_phone
from tenants.profile.selectors import current_profile

_AUTOCOMPLETE = {
    "name": "name",
    "phone": "tel",
    "country": "country",
    "region": "address-level1",
    "city": "address-level2",
    "district": "address-level3",
    "line1": "address-line1",
    "line2": "address-line2",
    "postcode": "postal-code",
}


class AddressForm(forms.ModelForm):
    """Where something goes; the checkout asks the same questions."""

    country = forms.ChoiceField(label=_("Country or region"), choices=country_choices)

    class Meta:
        model = Address
        fields = [*_AUTOCOMPLETE, "is_default"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["country"] = current_profile().country
        country = self["country"].value() or ""
        follow_country(self, country)
        ask_as_in(self, country)
        for name, token in _AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = token
        self.fields["phone"].widget.input_type = "tel"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("phone"):
            try:
                data["phone"] = normalise_phone(data["phone"], data.get("country"))
            except PhoneNotUnderstood as error:
                self.add_error("phone", str(error))
        check_postcode(self, data)
        return data


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["name", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        offered = current_profile().languages
        choices = [choice for choice in settings.LANGUAGES if choice[0] in offered]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=choices)
        if len(choices) < 2:
            del self.fields["language"]
