from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField

from ...services.variants import MAX_VARIANTS
from .forms import OPTION_PLACES

LARGEST_STOCK = 1_000_000


class VariantForm(forms.Form):
    """A line of the table. stock_seen: what the page showed when it was opened."""

    id = forms.IntegerField(required=False)
    option1 = forms.CharField(max_length=255, required=False)
    option2 = forms.CharField(max_length=255, required=False)
    option3 = forms.CharField(max_length=255, required=False)
    price_minor = MoneyField(label=_("Price"))
    compare_at_minor = MoneyField(label=_("Original price"), required=False)
    cost_minor = MoneyField(label=_("Cost"), required=False)
    stock = forms.IntegerField(
        label=_("Stock"), required=False, min_value=0, max_value=LARGEST_STOCK
    )
    stock_seen = forms.IntegerField(required=False)
    sku = forms.CharField(label=_("SKU"), max_length=255, required=False)
    barcode = forms.CharField(label=_("Barcode"), max_length=255, required=False)
    weight_grams = forms.IntegerField(
        label=_("Weight (g)"), required=False, min_value=0, max_value=1_000_000
    )
    picture_id = forms.TypedChoiceField(
        label=_("Picture"), required=False, coerce=int, empty_value=None
    )
    is_active = forms.BooleanField(label=_("On sale"), required=False, initial=True)

    def __init__(self, *args: Any, pictures: list[tuple[int, str]] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["picture_id"].choices = [("", "—"), *(pictures or [])]  # type: ignore[attr-defined]

    def options(self, count: int) -> tuple[str, ...]:
        return tuple(self.cleaned_data[f"option{place}"].strip() for place in OPTION_PLACES[:count])

    @property
    def is_removed(self) -> bool:
        return bool(self.cleaned_data.get("DELETE")) or not self.cleaned_data


class Variants(forms.BaseFormSet):
    """The table; what Django would say counts forms."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "too_few_forms": _("A product needs a price: add at least one variant."),
        "too_many_forms": _("A product has at most 250 variants."),
    }


VariantFormSet = forms.formset_factory(
    VariantForm,
    Variants,
    extra=0,
    min_num=1,
    validate_min=True,
    max_num=MAX_VARIANTS * 2,
    can_delete=True,
)


class PictureForm(forms.Form):
    """A picture of the gallery: where it stands, what it shows, and what must stay seen of it (percent)."""

    id = forms.IntegerField(widget=forms.HiddenInput)
    alt = forms.CharField(label=_("What it shows"), max_length=500, required=False)
    focus = forms.RegexField(r"^\d{1,3} \d{1,3}$", required=False, widget=forms.HiddenInput)


PictureFormSet = forms.formset_factory(
    PictureForm, extra=0, max_num=500, can_delete=True, can_order=True
)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class NewPicturesField(forms.FileField):
    """Any number of files; media.services looks at each."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(NewPicturesField, self).clean(one, initial) for one in data or []]


class NewPicturesForm(forms.Form):
    new_pictures = NewPicturesField(
        label=_("Add pictures"),
        required=False,
        widget=ManyFiles(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_("JPEG, PNG, WebP or GIF, at most 15 MB each."),
    )
