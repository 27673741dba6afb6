from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.screens import SettingsScreen
from storefront.inventory import selectors, services

from .panels import CHANGE_SETTINGS


class StockSettingsForm(forms.Form):
    low_at = forms.IntegerField(
        label=_("Stock is low at"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("Units left to sell. Home lists what has this many or fewer."),
    )


class StockSettingsScreen(SettingsScreen):
    title = _("Stock")
    permission = CHANGE_SETTINGS
    form_class = StockSettingsForm

    def get_initial(self) -> dict[str, Any]:
        return {"low_at": selectors.stock_settings().low_at}

    def save(self, form: StockSettingsForm) -> None:
        services.save_stock_settings(low_at=form.cleaned_data["low_at"])
