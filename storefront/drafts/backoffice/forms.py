from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from backoffice.fields import MoneyField
from storefront.customers.address_fields import check_postcode, follow_country
from storefront.customers.countries import country_choices
from storefront.customers.models import Address
from storefront.shipping.selectors import countries_served
from tenants.accounts.errors import PhoneNotUnderstood
from tenants.accounts.phones import normalise_phone

MOST = 10**12


class CustomerForm(forms.Form):
    """Somebody who has not bought here yet."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=80)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        _clean_phone(self, data, None)
        if not self.errors and not data["phone"] and not data["email"]:
            self.add_error("phone", _("Give a phone number or an e-mail address."))
        return data


class DraftAddressForm(forms.ModelForm):
    """Where it goes; kept in the customer's book when asked to."""

    keep = forms.BooleanField(label=_("Keep in the customer's address book"), required=False)

    class Meta:
        model = Address
        fields = [
            *("name", "phone", "country", "region", "city"),
            *("district", "line1", "line2", "postcode"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        served = countries_served()
        choices = [choice for choice in country_choices() if choice[0] in served]
        self.fields["country"] = forms.ChoiceField(label=_("Country"), choices=choices)
        self.initial.setdefault("country", served[0])
        follow_country(self, self["country"].value() or served[0])
        self.order_fields([*self.Meta.fields, "keep"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _clean_phone(self, data, data.get("country"))
        check_postcode(self, data)
        return data


class DiscountForm(forms.Form):
    discount_minor = MoneyField(label=_("Money off the goods"), required=False, largest_minor=MOST)
    discount_reason = forms.CharField(label=_("Reason"), max_length=80, required=False)


class PriceForm(forms.Form):
    """Another price for one of the goods; empty is the shop's own again."""

    price_minor = MoneyField(label=_("Agreed price"), required=False, largest_minor=MOST)
    reason = forms.CharField(label=_("Reason"), max_length=80, required=False)


class TermsForm(forms.Form):
    """How it gets there, a note, how long the customer may take to pay."""

    delivery = forms.CharField(max_length=40, required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The customer sees it with the order."),
    )
    pay_days = forms.TypedChoiceField(
        label=_("Time to pay"),
        choices=[(1, _("1 day")), (3, _("3 days")), (7, _("7 days")), (14, _("14 days"))],
        coerce=int,
    )


def _clean_phone(form: forms.BaseForm, data: dict[str, Any], country: str | None) -> None:
    if data.get("phone"):
        try:
            data["phone"] = normalise_phone(data["phone"], country)
        except PhoneNotUnderstood as failure:
            form.add_error("phone", str(failure))
