"""All forms of one product's page, filled from the product or from what was sent."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ...models import Product, ProductPicture, ProductText
from ...selectors.tags import known_tags
from ...services import PictureInput, ProductInput, TextInput, save_product
from ...services.pictures import add_picture
from ...services.product import TEXT_FIELDS
from ...services.words import save_words
from ..choices import CategoryChoice, category_tree_choices
from ..requests import LONGEST_ID
from .forms import OPTION_PLACES, ProductForm, TextForm
from .initial import gallery_initial, product_initial, variants_initial
from .inputs import description, publication, variant_inputs
from .languages import (
    WordRow,
    known_words,
    main_language,
    option_words,
    other_languages,
    sent_words,
    word_rows,
)
from .variant_forms import NewPicturesForm, PictureFormSet, VariantForm, VariantFormSet

_PLAIN = (
    *("title", "slug", "status", "vendor", "product_type", "tags", "tax_class"),
    *("requires_shipping", "seo_title", "seo_description"),
)


@dataclass(frozen=True)
class LanguageTab:
    code: str
    name: str
    form: TextForm
    words: list[WordRow]


@dataclass
class ProductEditor:
    product: Product | None = None
    data: QueryDict | None = None
    files: MultiValueDict | None = None
    pictures: list[ProductPicture] = field(default_factory=list)
    texts: dict[str, ProductText] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.product:
            self.pictures = list(self.product.pictures.select_related("image"))
            self.texts = {text.language: text for text in self.product.texts.all()}
        self.form = ProductForm(self.data, initial=product_initial(self.product))
        self.variants = VariantFormSet(
            self.data,
            prefix="variants",
            initial=variants_initial(self.product),
            form_kwargs={"pictures": self.picture_choices},
        )
        gallery = gallery_initial(self.pictures)
        self.gallery = PictureFormSet(self.data, prefix="pictures", initial=gallery)
        self.new_pictures = NewPicturesForm(self.data, self.files)
        self.tabs = self._tabs()

    def is_valid(self) -> bool:
        forms: list[Any] = [self.form, self.variants, self.gallery, self.new_pictures]
        forms += [tab.form for tab in self.tabs]
        valid = [form.is_valid() for form in forms]  # all of them, so that every error shows
        return all(valid)

    @transaction.atomic
    def save(self, *, by: str = "") -> Product:
        """Product, words, new pictures and all in one; raises ExpectedFailure."""
        product_id = self.product.pk if self.product else None
        if self.data is not None:
            save_words(sent_words(self.data, [tab.code for tab in self.tabs]))
        seen = self.form.cleaned_data["version"]
        product = save_product(self._input(), product_id=product_id, seen=seen, by=by)
        for file in self.new_pictures.cleaned_data["new_pictures"]:
            self._add_picture(product, file)
        return product

    def option_fields(self) -> list[tuple[Any, Any]]:
        """Each option's name with the hidden field of its values."""
        return [(self.form[f"option{p}"], self.form[f"values{p}"]) for p in OPTION_PLACES]

    def gallery_pictures(self) -> list[tuple[Any, ProductPicture]]:
        """Each picture's form with the picture."""
        by_id = {picture.pk: picture for picture in self.pictures}
        pairs = ((form, by_id.get(_id_of(form) or 0)) for form in self.gallery.forms)
        return [(form, picture) for form, picture in pairs if picture]

    def category_tree(self) -> list[CategoryChoice]:
        chosen = {str(pk) for pk in self.form["categories"].value() or []}
        return category_tree_choices(chosen)

    def tag_suggestions(self) -> list[str]:
        return known_tags()

    @property
    def main_language(self) -> tuple[str, str]:
        return main_language()

    @cached_property
    def picture_choices(self) -> list[tuple[int, str]]:
        return [
            (picture.pk, f"{place}. {picture.alt}"[:40].rstrip(". "))
            for place, picture in enumerate(self.pictures, start=1)
        ]

    def _add_picture(self, product: Product, file: UploadedFile) -> None:
        assert file.file
        add_picture(product.pk, file=file.file, name=file.name or "picture")

    def _tabs(self) -> list[LanguageTab]:
        words = option_words(self.product)
        known = known_words(words)
        if self.data is not None:
            sent = sent_words(self.data, [code for code, _ in other_languages()])
            words, known = list(dict.fromkeys([*words, *(word for word, _ in sent)])), known | sent
        return [
            LanguageTab(code, name, self._text_form(code), word_rows(words, known, code))
            for code, name in other_languages()
        ]

    def _text_form(self, code: str) -> TextForm:
        text = self.texts.get(code)
        initial = {name: getattr(text, name) if text else "" for name in TEXT_FIELDS}
        return TextForm(self.data, prefix=f"text_{code}", initial=initial)

    def _input(self) -> ProductInput:
        given, names = self.form.cleaned_data, self.form.option_names()
        order = self.form.option_values()
        return ProductInput(
            **{name: given[name] for name in _PLAIN},
            body_html=description(self.form),
            published_at=publication(given, self.product),
            option_names=names,
            option_values=order,
            swatches=self.form.swatches(),
            variants=variant_inputs(self._variant_forms(), len(names), self._variant_ids(), order),
            category_ids=given["categories"],
            pictures=self._picture_inputs(),
            texts={tab.code: _text_input(tab.form) for tab in self.tabs},
        )

    def _variant_forms(self) -> list[VariantForm]:
        return list(self.variants.forms)

    def _variant_ids(self) -> set[int]:
        return set(self.product.variants.values_list("pk", flat=True)) if self.product else set()

    def _picture_inputs(self) -> list[PictureInput]:
        ordered = self.gallery.ordered_forms if self.gallery.forms else []
        return [
            PictureInput(
                id=form.cleaned_data["id"],
                alt=form.cleaned_data["alt"],
                focus=form.cleaned_data["focus"],
            )
            for form in ordered
        ]


def _text_input(form: TextForm) -> TextInput:
    return TextInput(**{**form.cleaned_data, "body_html": description(form)})


def _id_of(form: Any) -> int | None:
    value = form["id"].value()
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_ID else None
