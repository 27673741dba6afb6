from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from backoffice.screens import SettingsScreen
from storefront.pricing import services
from storefront.pricing.models import PricingSettings, TaxRate
from storefront.pricing.selectors import tax_table
from tenants.profile.selectors import current_profile

from .examples import examples
from .forms import RateFormSet, Rates, TaxForm

_FIELDS = ("name", "tax_class", "country", "region", "rate_bp")


class TaxSettingsScreen(SettingsScreen):
    title = _("Taxes")
    permission = "pricing.change_taxrate"
    form_class = TaxForm
    template_name = "pricing/backoffice/taxes.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form, rates = self.get_form(), self.rates
        both_valid = form.is_valid() & rates.is_valid()
        return self.form_valid(form) if both_valid else self.form_invalid(form)

    @cached_property
    def rates(self) -> Rates:
        rows = list(TaxRate.objects.values(*_FIELDS))
        return RateFormSet(self.request.POST or None, initial=rows, prefix="rates")

    def get_initial(self) -> dict[str, Any]:
        settings = PricingSettings.objects.first() or PricingSettings()
        return {
            "prices_include_tax": "yes" if settings.prices_include_tax else "no",
            "shipping_tax_class": settings.shipping_tax_class,
        }

    def save(self, form: TaxForm) -> None:
        services.save_tax_settings(rules=self.rates.rules(), **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        profile = current_profile()
        shown = examples(tax_table(), country=profile.country, currency=profile.currency)
        return super().get_context_data(
            rates=self.rates, examples=shown, currency=profile.currency, **kwargs
        )
