from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from backoffice.sheets import read_table
from integrations.carriers import carriers_for
from kernel.errors import ExpectedFailure
from storefront.shipping.dispatching.reading import NothingToRead, read_pasted
from tenants.profile.selectors import current_profile


def carrier_choices() -> list[tuple[str, str]]:
    carriers = carriers_for(current_profile().country)
    return [("", str(_("as each line says"))), *((c.name, c.label) for c in carriers)]


class DispatchForm(forms.Form):
    """A list as text or as a file; `picked` are the orders ticked in the list, with a number typed for each."""

    data: QueryDict  # what was posted; read only when bound

    pasted = forms.CharField(
        label=_("Paste the list"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "bo-code"}),
        help_text=_(
            "A line for each parcel: order number, carrier, tracking number; commas, tabs or blanks between them."
        ),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        help_text=_(
            "CSV or XLSX with the same three columns, in any order when the first line names them."
        ),
    )
    carrier = forms.ChoiceField(label=_("Carrier"), required=False, choices=carrier_choices)

    def rows(self) -> list[list[str]]:
        """The cells of what was given. Raises TableUnreadable, NothingToRead."""
        picked = self._picked()
        if picked:
            return picked
        if self.cleaned_data["file"]:
            return read_table(self.cleaned_data["file"])
        return read_pasted(self.cleaned_data["pasted"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("pasted") or cleaned.get("file") or self._picked()):
            raise forms.ValidationError(str(NothingToRead()))
        return cleaned

    def _picked(self) -> list[list[str]]:
        numbers, tracking = self.data.getlist("number"), self.data.getlist("tracking")
        pairs = zip(numbers, tracking, strict=False)
        return [[number, "", typed.strip()] for number, typed in pairs if typed.strip()]

    @property
    def typed_numbers(self) -> dict[str, str]:
        """What was typed for each ticked order, for the page to show again."""
        if not self.is_bound:
            return {}
        return dict(zip(self.data.getlist("number"), self.data.getlist("tracking"), strict=False))

    def refuse(self, failure: ExpectedFailure) -> None:
        self.add_error("file" if self.cleaned_data.get("file") else "pasted", str(failure))
