from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kernel.money import digits
from tenants.profile.models import ShopProfile

from .choices import country_choices, currency_choices, time_zone_choices


class ShopForm(forms.ModelForm):
    new_logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("A PNG, JPEG or WebP picture, best on a transparent ground, up to 15 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    remove_logo = forms.BooleanField(label=_("Show the name instead of a logo"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages of your shop"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=currency_choices,
        help_text=_("Prices keep their figures when you change this: 99.00 stays 99.00."),
    )
    country = forms.ChoiceField(label=_("Country or region"), choices=country_choices)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zone_choices,
        help_text=_("Times of orders and the day in reports follow it."),
    )

    class Meta:
        model = ShopProfile
        fields = [
            "name",
            "slogan",
            "story",
            "main_language",
            "languages",
            "currency",
            "country",
            "time_zone",
            "contact_email",
            "contact_phone",
        ]
        widgets = {"story": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "slogan": _("One line under the name."),
            "story": _("Who you are and what you make. Shown on your shop's pages."),
        }

    def clean_currency(self) -> str:
        """Amounts are kept in minor units: 9900 is 99.00 in CNY, but 9,900 in JPY."""
        wanted: str = self.cleaned_data["currency"]
        if digits(wanted) != digits(self.instance.currency):
            raise forms.ValidationError(
                _(
                    "Your prices cannot be kept: this currency has another number of decimals than %(now)s. "
                    "Open another shop for it."
                ),
                params={"now": self.instance.currency},
            )
        return wanted

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        main, languages = cleaned.get("main_language"), cleaned.get("languages")
        if main and languages and main not in languages:
            self.add_error("languages", _("The main language must be one of them."))
        return cleaned
