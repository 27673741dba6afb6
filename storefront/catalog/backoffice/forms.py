from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import category_choices


class CategoryForm(forms.Form):
    title = forms.CharField(label=_("Name"), max_length=120)
    parent = forms.TypedChoiceField(label=_("Inside"), required=False, coerce=int, empty_value=None)
    slug = forms.CharField(
        label=_("Address"),
        max_length=120,
        required=False,
        help_text=_("The last part of the category's link. Made from the name when left empty."),
    )

    def __init__(
        self, *args: Any, languages: list[tuple[str, str]], without: int | None, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("— (at the top)")), *category_choices(without)]  # type: ignore[attr-defined]
        for code, name in languages:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": name}, max_length=120, required=False
            )

    def texts(self) -> dict[str, str]:
        prefix = "title_"
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Product file (CSV)"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_("In the format that Shopify exports, at most 50 MB."),
    )
