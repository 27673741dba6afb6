from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..importing.mapping import OPTION
from ..services.categories import CategoryPicture
from .choices import category_choices

PICTURE_FIELDS = ("picture", "focus", "no_picture")


class CategoryForm(forms.Form):
    title = forms.CharField(label=_("Name"), max_length=120)
    parent = forms.TypedChoiceField(label=_("Inside"), required=False, coerce=int, empty_value=None)
    slug = forms.CharField(
        label=_("Address"),
        max_length=120,
        required=False,
        help_text=_("The last part of the category's link. Made from the name when left empty."),
    )

    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_(
            "Shown at the head of the category's page and on its tile, and where its link is shared. JPEG, PNG, WebP or GIF, at most 15 MB."
        ),
    )
    focus = forms.RegexField(r"^\d{1,3} \d{1,3}$", required=False, widget=forms.HiddenInput)
    no_picture = forms.BooleanField(label=_("Remove the picture"), required=False)

    def __init__(
        self, *args: Any, languages: list[tuple[str, str]], without: int | None, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("— (at the top)")), *category_choices(without)]  # type: ignore[attr-defined]
        for code, name in languages:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": name}, max_length=120, required=False
            )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """All but the picture's."""
        return [self[name] for name in self.fields if name not in PICTURE_FIELDS]

    def picture_change(self) -> CategoryPicture:
        given = self.cleaned_data
        upload = given["picture"]
        return CategoryPicture(
            file=upload.file if upload else None,
            name=upload.name if upload else "",
            focus=given["focus"],
            is_removed=given["no_picture"],
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
        label=_("Product file (CSV or Excel)"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,text/csv"}),
        help_text=_("With a row for each product or variant, at most 50 MB."),
    )


class ColumnsForm(forms.Form):
    """A choice for each column of the file."""

    def __init__(
        self, *args: Any, headings: list[str], choices: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for place, heading in enumerate(headings):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=heading or _("Column %(number)s") % {"number": place + 1},
                choices=choices,
                required=False,
            )

    def columns(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        seen: set[str] = set()
        for name, column in list(given.items()):
            if column and column != OPTION and column in seen:
                self.add_error(name, _("Another column is this already."))
            seen.add(column)
        return given
