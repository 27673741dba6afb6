from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from backoffice.screens import SettingsScreen
from storefront.pricing import services
from storefront.pricing.models import PricingSettings, TaxRate

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
        return {"prices_include_tax": "yes" if settings.prices_include_tax else "no"}

    def save(self, form: TaxForm) -> None:
        include = form.cleaned_data["prices_include_tax"]
        services.save_tax_settings(prices_include_tax=include, rules=self.rates.rules())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rates=self.rates, **kwargs)
