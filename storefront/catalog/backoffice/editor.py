"""Between a product and the forms of its editor."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from tenants.profile.selectors import current_profile

from .. import ports
from ..models import Product, ProductPicture, ProductText, Variant
from ..services import PictureInput, ProductInput, TextInput, VariantInput, save_product
from ..services.pictures import add_picture
from ..services.product import TEXT_FIELDS
from .forms import (
    OPTION_PLACES,
    NewPicturesForm,
    PictureFormSet,
    ProductForm,
    TextForm,
    VariantFormSet,
)

_VARIANT_FIELDS = ("sku", "price_minor", "compare_at_minor", "weight_grams", "picture_id")


@dataclass
class ProductEditor:
    """All forms of one product's page, filled from the product or from what was sent."""

    product: Product | None = None
    data: QueryDict | None = None
    files: MultiValueDict | None = None
    pictures: list[ProductPicture] = field(default_factory=list)
    texts: dict[str, ProductText] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.product:
            self.pictures = list(self.product.pictures.select_related("image"))
            self.texts = {text.language: text for text in self.product.texts.all()}
        self.form = ProductForm(self.data, initial=self._initial())
        self.variants = VariantFormSet(
            self.data,
            prefix="variants",
            initial=self._variants(),
            form_kwargs={"pictures": self._picture_choices()},
        )
        self.gallery = PictureFormSet(self.data, prefix="pictures", initial=self._gallery())
        self.new_pictures = NewPicturesForm(self.data, self.files)
        self.languages = [self._language(code, name) for code, name in other_languages()]

    def is_valid(self) -> bool:
        forms: list[Any] = [self.form, self.variants, self.gallery, self.new_pictures]
        forms += [form for _, _, form in self.languages]
        valid = [form.is_valid() for form in forms]  # all of them, so that every error shows
        return all(valid)

    @transaction.atomic
    def save(self) -> Product:
        """Product, new pictures and all in one; raises ExpectedFailure."""
        product_id = self.product.pk if self.product else None
        product = save_product(self._input(), product_id=product_id)
        for file in self.new_pictures.cleaned_data["new_pictures"]:
            self._add_picture(product, file)
        return product

    def option_fields(self) -> list[Any]:
        return [self.form[f"option{place}"] for place in OPTION_PLACES]

    def gallery_pictures(self) -> list[tuple[Any, ProductPicture]]:
        """Each picture's form with the picture."""
        by_id = {picture.pk: picture for picture in self.pictures}
        pairs = ((form, by_id.get(_id_of(form) or 0)) for form in self.gallery.forms)
        return [(form, picture) for form, picture in pairs if picture]

    def _add_picture(self, product: Product, file: UploadedFile) -> None:
        assert file.file
        add_picture(product.pk, file=file.file, name=file.name or "picture")

    def _initial(self) -> dict[str, Any]:
        product = self.product
        if not product:
            return {"status": "active", "tax_class": "standard", "requires_shipping": True}
        plain = ["title", "body_html", "status", "vendor", "product_type", "tax_class"]
        plain += ["requires_shipping", "slug", "seo_title", "seo_description"]
        initial = {name: getattr(product, name) for name in plain}
        names = [option["name"] for option in product.options]
        initial |= {
            f"option{place}": name for place, name in zip(OPTION_PLACES, names, strict=False)
        }
        initial["tags"] = ", ".join(product.tags)
        initial["categories"] = list(product.categories.values_list("pk", flat=True))
        return initial

    def _variants(self) -> list[dict[str, Any]]:
        if not self.product:
            return []
        variants = list(self.product.variants.filter(is_active=True))
        stock = ports.stock_reader([variant.pk for variant in variants])
        return [_variant_initial(variant, stock.get(variant.pk)) for variant in variants]

    def _gallery(self) -> list[dict[str, Any]]:
        return [{"id": picture.pk, "alt": picture.alt} for picture in self.pictures]

    def _picture_choices(self) -> list[tuple[int, str]]:
        return [
            (picture.pk, f"{place}. {picture.alt}"[:40].rstrip(". "))
            for place, picture in enumerate(self.pictures, start=1)
        ]

    def _language(self, code: str, name: str) -> tuple[str, str, TextForm]:
        text = self.texts.get(code)
        initial = {field: getattr(text, field) for field in TEXT_FIELDS} if text else {}
        return code, name, TextForm(self.data, prefix=f"text_{code}", initial=initial)

    def _input(self) -> ProductInput:
        given, names = self.form.cleaned_data, self.form.option_names()
        plain = ["title", "slug", "status", "vendor", "product_type", "tags", "tax_class"]
        plain += ["requires_shipping", "seo_title", "seo_description"]
        return ProductInput(
            **{name: given[name] for name in plain},
            body_html=_description(self.form),
            option_names=names,
            variants=self._variant_inputs(len(names)),
            category_ids=[int(pk) for pk in given["categories"]],
            pictures=self._picture_inputs(),
            texts=self._text_inputs(),
        )

    def _variant_inputs(self, options: int) -> list[VariantInput]:
        kept = (form for form in self.variants.forms if not _is_removed(form))
        return [
            _variant_input(form.cleaned_data, form.options(options), self.product) for form in kept
        ]

    def _picture_inputs(self) -> list[PictureInput]:
        ordered = self.gallery.ordered_forms if self.gallery.forms else []
        return [
            PictureInput(id=form.cleaned_data["id"], alt=form.cleaned_data["alt"])
            for form in ordered
        ]

    def _text_inputs(self) -> dict[str, TextInput]:
        return {
            code: TextInput(**{**form.cleaned_data, "body_html": _description(form)})
            for code, _, form in self.languages
        }


def other_languages() -> list[tuple[str, str]]:
    """The shop's languages besides its main one, with their names."""
    profile = current_profile()
    return [
        (code, name)
        for code, name in settings.LANGUAGES
        if code in profile.languages and code != profile.main_language
    ]


def _variant_initial(variant: Variant, stock: int | None) -> dict[str, Any]:
    initial = {name: getattr(variant, name) for name in _VARIANT_FIELDS}
    options = {f"option{place}": getattr(variant, f"option{place}") for place in OPTION_PLACES}
    return {**initial, **options, "id": variant.pk, "stock": stock}


def _variant_input(
    given: dict[str, Any], options: tuple[str, ...], product: Product | None
) -> VariantInput:
    known = product.variants.filter(pk=given["id"]).first() if product and given["id"] else None
    return VariantInput(
        id=known.pk if known else None,
        options=options,
        sku=given["sku"].strip(),
        price_minor=given["price_minor"],
        compare_at_minor=given["compare_at_minor"],
        cost_minor=known.cost_minor if known else None,
        barcode=known.barcode if known else "",
        weight_grams=given["weight_grams"] or 0,
        picture_id=given["picture_id"],
        stock=given["stock"],
    )


def _is_removed(form: Any) -> bool:
    return bool(form.cleaned_data.get("DELETE")) or not form.cleaned_data


def _id_of(form: Any) -> int | None:
    value = form["id"].value()
    return int(value) if str(value or "").isdecimal() else None


def _description(form: Any) -> str:
    sent = form.cleaned_data["body_html"]
    return form.fields["body_html"].changed(form.initial.get("body_html", ""), sent)
