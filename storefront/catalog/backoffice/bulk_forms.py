"""What each bulk act asks for; `details()` is what bulk.acts takes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField
from tenants.profile.selectors import current_profile

from ..bulk.prices import Rounding
from .choices import category_choices
from .editor.variant_forms import LARGEST_STOCK


class PlainForm(forms.Form):
    def details(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class CategoryActForm(PlainForm):
    how = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            ("add", _("add to this category")),
            ("only", _("put in this category only")),
            ("remove", _("take out of this category")),
        ],
        widget=forms.RadioSelect,
        initial="add",
    )
    category = forms.TypedChoiceField(label=_("Category"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]


class TagsActForm(PlainForm):
    how = forms.ChoiceField(
        label=_("What to do"),
        choices=[("add", _("add these tags")), ("remove", _("take these tags away"))],
        widget=forms.RadioSelect,
        initial="add",
    )
    tags = forms.CharField(label=_("Tags"), max_length=1000, help_text=_("Separated by commas."))

    def clean_tags(self) -> list[str]:
        tags = (tag.strip()[:80] for tag in self.cleaned_data["tags"].replace("，", ",").split(","))
        return list(dict.fromkeys(filter(None, tags)))


class PriceActForm(PlainForm):
    how = forms.ChoiceField(
        label=_("What to do"),
        choices=[("lower", _("lower")), ("raise", _("raise"))],
        widget=forms.RadioSelect,
        initial="lower",
    )
    percent = forms.DecimalField(
        label=_("by percent"), min_value=0, max_value=1000, decimal_places=2, required=False
    )
    amount = MoneyField(label=_("or by an amount"), required=False)
    rounding = forms.ChoiceField(
        label=_("Round the new price"), choices=Rounding.choices, initial=Rounding.EXACT
    )
    keep_old = forms.BooleanField(
        label=_("Show the old price as the original price, crossed out"), required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("percent")) == bool(given.get("amount")):
            self.add_error("percent", _("Enter a percentage or an amount, one of the two."))
        if given.get("how") == "lower" and (given.get("percent") or 0) > 100:
            self.add_error("percent", _("A price cannot fall by more than 100 percent."))
        return given

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        sign = -1 if given["how"] == "lower" else 1
        return {
            "percent": sign * int((given["percent"] or 0) * 100),
            "amount_minor": sign * (given["amount"] or 0),
            "rounding": given["rounding"],
            "keep_old": given["keep_old"],
            "currency": current_profile().currency,
        }


class StockActForm(PlainForm):
    how = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            ("set", _("set the stock of every variant to")),
            ("add", _("add to the stock of every variant that is counted")),
        ],
        widget=forms.RadioSelect,
        initial="set",
    )
    units = forms.IntegerField(
        label=_("Units"), min_value=-LARGEST_STOCK, max_value=LARGEST_STOCK, initial=0
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("how") == "set" and (given.get("units") or 0) < 0:
            self.add_error("units", _("A stock cannot be negative."))
        return given


ACT_FORMS: dict[str, type[PlainForm]] = {
    "active": PlainForm,
    "draft": PlainForm,
    "archived": PlainForm,
    "category": CategoryActForm,
    "tags": TagsActForm,
    "price": PriceActForm,
    "stock": StockActForm,
    "delete": PlainForm,
}
