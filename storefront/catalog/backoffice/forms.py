from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backoffice.fields import MoneyField

from ..models.product import ProductStatus, TaxClass
from ..selectors import categories_tree
from ..services.variants import MAX_VARIANTS
from .richtext import DescriptionField

OPTION_PLACES = (1, 2, 3)
LARGEST_STOCK = 1_000_000


class ProductForm(forms.Form):
    """What is said once a product. Variants are a formset beside it, other languages a form each."""

    title = forms.CharField(label=_("Name"), max_length=255)
    body_html = DescriptionField(label=_("Description"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=ProductStatus.choices,
        help_text=_("Only products on sale are seen in the shop."),
    )
    categories = forms.MultipleChoiceField(
        label=_("Categories"), required=False, widget=forms.CheckboxSelectMultiple
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = category_choices()  # type: ignore[attr-defined]
        for place in OPTION_PLACES:
            field = self.fields[f"option{place}"]
            field.label = _("Option %(number)s") % {"number": place}

    def option_names(self) -> list[str]:
        names = (self.cleaned_data[f"option{place}"].strip() for place in OPTION_PLACES)
        return [name for name in names if name]

    def clean_tags(self) -> list[str]:
        tags = (tag.strip() for tag in self.cleaned_data["tags"].replace("，", ",").split(","))
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
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class VariantForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    option1 = forms.CharField(max_length=255, required=False)
    option2 = forms.CharField(max_length=255, required=False)
    option3 = forms.CharField(max_length=255, required=False)
    price_minor = MoneyField(label=_("Price"))
    compare_at_minor = MoneyField(label=_("Original price"), required=False)
    stock = forms.IntegerField(
        label=_("Stock"), required=False, min_value=0, max_value=LARGEST_STOCK
    )
    sku = forms.CharField(label=_("SKU"), max_length=255, required=False)
    weight_grams = forms.IntegerField(
        label=_("Weight (g)"), required=False, min_value=0, max_value=1_000_000
    )
    picture_id = forms.TypedChoiceField(
        label=_("Picture"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, pictures: list[tuple[int, str]] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["picture_id"].choices = [("", "—"), *(pictures or [])]  # type: ignore[attr-defined]
        for place in OPTION_PLACES:
            self.fields[f"option{place}"].label = _("Option %(number)s") % {"number": place}
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def options(self, count: int) -> tuple[str, ...]:
        return tuple(self.cleaned_data[f"option{place}"].strip() for place in OPTION_PLACES[:count])


VariantFormSet = forms.formset_factory(
    VariantForm, extra=0, min_num=1, validate_min=True, max_num=MAX_VARIANTS, can_delete=True
)


class PictureForm(forms.Form):
    """A picture of the gallery: where it stands and what it shows."""

    id = forms.IntegerField(widget=forms.HiddenInput)
    alt = forms.CharField(label=_("What it shows"), max_length=500, required=False)


PictureFormSet = forms.formset_factory(PictureForm, extra=0, can_delete=True, can_order=True)


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


def category_choices(without: int | None = None) -> list[tuple[int, str]]:
    """Each with its way from the top; `without` leaves out one and all inside it."""
    nodes = [node for top in categories_tree() for node in top.walk()]
    left_out = next((node.ids for node in nodes if node.id == without), [])
    return [
        (node.id, " › ".join(step.title for step in node.path))
        for node in nodes
        if node.id not in left_out
    ]
