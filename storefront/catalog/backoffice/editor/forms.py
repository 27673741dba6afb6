"""What may be typed about a product. Variants are a formset beside it, other languages a form each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...models.product import ProductStatus, TaxClass
from ..choices import category_choices
from ..richtext import DescriptionField

OPTION_PLACES = (1, 2, 3)


class ToldField(forms.JSONField):
    """What the page's script tells; what is no JSON says nothing, numbers of 5,000 digits and towers of lists too."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return initial


class ProductForm(forms.Form):
    title = forms.CharField(label=_("Name"), max_length=255)
    body_html = DescriptionField(label=_("Description"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=ProductStatus.choices,
        help_text=_("Only products on sale are seen in the shop."),
    )
    published_at = forms.DateTimeField(
        label=_("On sale from"),
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("A time to come: the product appears in the shop by itself then."),
    )
    categories = forms.TypedMultipleChoiceField(
        label=_("Categories"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    vendor = forms.CharField(label=_("Brand"), max_length=255, required=False)
    product_type = forms.CharField(label=_("Type"), max_length=255, required=False)
    tags = forms.CharField(
        label=_("Tags"), max_length=2000, required=False, help_text=_("Separated by commas.")
    )
    tax_class = forms.ChoiceField(label=_("Tax"), choices=TaxClass.choices)
    requires_shipping = forms.BooleanField(label=_("This product is shipped"), required=False)
    slug = forms.CharField(
        label=_("Address"),
        max_length=255,
        required=False,
        help_text=_("The last part of the product's link. Made from the name when left empty."),
    )
    seo_title = forms.CharField(label=_("Title for search engines"), max_length=255, required=False)
    seo_description = forms.CharField(
        label=_("Description for search engines"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    option1 = forms.CharField(max_length=100, required=False)
    option2 = forms.CharField(max_length=100, required=False)
    option3 = forms.CharField(max_length=100, required=False)
    values1 = ToldField(required=False)
    values2 = ToldField(required=False)
    values3 = ToldField(required=False)
    version = forms.DateTimeField(
        required=False, widget=forms.HiddenInput, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = category_choices()  # type: ignore[attr-defined]
        for place in OPTION_PLACES:
            field = self.fields[f"option{place}"]
            field.label = _("Option %(number)s") % {"number": place}

    def option_names(self) -> list[str]:
        return [name for name, _ in self._options()]

    def option_values(self) -> list[list[str]] | None:
        """Each option's values in order; None when no script told them."""
        told = [_told_values(values) for _, values in self._options()]
        return [list(values) for values in told] if any(told) else None

    def swatches(self) -> list[dict[str, str]] | None:
        told = [_told_values(values) for _, values in self._options()]
        return told if any(told) else None

    def _options(self) -> list[tuple[str, Any]]:
        given = self.cleaned_data
        pairs = [(given[f"option{p}"].strip(), given.get(f"values{p}")) for p in OPTION_PLACES]
        return [(name, values) for name, values in pairs if name]

    def clean_tags(self) -> list[str]:
        tags = (tag.strip()[:80] for tag in self.cleaned_data["tags"].replace("，", ",").split(","))
        return list(dict.fromkeys(filter(None, tags)))


class TextForm(forms.Form):
    """A product's texts in another language; what is empty is shown in the main one."""

    title = forms.CharField(label=_("Name"), max_length=255, required=False)
    body_html = DescriptionField(label=_("Description"), required=False)
    seo_title = forms.CharField(label=_("Title for search engines"), max_length=255, required=False)
    seo_description = forms.CharField(
        label=_("Description for search engines"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _told_values(sent: Any) -> dict[str, str]:
    """[["Red", "#cc0000"], ["Blue", ""]] as the page's script writes it; anything else says nothing."""
    pairs = sent if isinstance(sent, list) else []
    return {
        str(pair[0]).replace("\x00", "").strip()[:255]: _colour(pair[1])
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and str(pair[0]).strip()
    }


def _colour(code: Any) -> str:
    code = str(code or "").lower()
    is_colour = len(code) == 7 and code[0] == "#" and all(c in "0123456789abcdef" for c in code[1:])
    return code if is_colour else ""
