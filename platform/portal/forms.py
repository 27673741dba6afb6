from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tenants.provisioning.selectors import slug_problem
from tenants.provisioning.slugs import normalise_slug
from tenants.provisioning.starter import CURRENCIES

from .looks import looks
from .trades import TRADES

_CURRENCY_NAMES = {
    "CNY": _("Chinese yuan (¥)"),
    "HKD": _("Hong Kong dollar (HK$)"),
    "TWD": _("New Taiwan dollar (NT$)"),
    "SGD": _("Singapore dollar (S$)"),
    "USD": _("US dollar ($)"),
    "EUR": _("Euro (€)"),
    "GBP": _("Pound sterling (£)"),
}


class ShopForm(forms.Form):
    name = forms.CharField(
        label=_("Shop name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "autofocus": True}),
    )
    slug = forms.CharField(
        label=_("Web address"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_slug(self) -> str:
        slug = normalise_slug(self.cleaned_data["slug"])
        problem = slug_problem(slug)
        if problem:
            raise forms.ValidationError(str(problem), code=problem.code)
        return slug


class TradeForm(forms.Form):
    trade = forms.ChoiceField(
        label=_("What do you sell?"),
        choices=[(trade.code, trade.name) for trade in TRADES],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Main language of the shop"), choices=settings.LANGUAGES)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, _CURRENCY_NAMES[code]) for code in CURRENCIES]
    )


class LookForm(forms.Form):
    look = forms.ChoiceField(
        label=_("Look"),
        choices=lambda: [(look.code, look.name) for look in looks()],
        widget=forms.RadioSelect,
    )


class GoodsForm(forms.Form):
    goods = forms.ChoiceField(
        label=_("What should be on the shelves?"),
        choices=[("sample", _("Sample goods")), ("empty", _("Nothing yet"))],
        widget=forms.RadioSelect,
        initial="sample",
    )
