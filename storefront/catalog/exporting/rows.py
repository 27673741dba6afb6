from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from django.core.files.storage import default_storage
from django_tenants.utils import tenant_context

from kernel.money import Money
from tenants.directory.models import Tenant
from tenants.directory.urls import shop_origin
from tenants.profile.selectors import current_profile

from .. import ports
from ..importing import columns
from ..importing.columns import in_language
from ..models import OptionWord, Product, ProductPicture, Variant
from ..models.product import ProductStatus, TaxClass
from ..selectors.categories import category_by_id
from ..services.product import TEXT_FIELDS

BATCH = 100


def export_rows(
    tenant: Tenant, product_ids: Sequence[int], *, with_cost: bool = True
) -> Iterator[list[Any]]:
    """Headings, then the products in the given order; what they cost the shop is not everybody's to know.

    Enters the shop for each batch and leaves it before it yields: a streamed answer is read after the
    middleware has left the shop's schema.
    """
    with tenant_context(tenant):
        book = _Book(tenant, with_cost=with_cost)
    yield book.headings()
    for start in range(0, len(product_ids), BATCH):
        with tenant_context(tenant):
            rows = list(book.rows(_products(product_ids[start : start + BATCH])))
        names = book.headings()
        yield from ([row.get(name, "") for name in names] for row in rows)


def _products(ids: Sequence[int]) -> list[Product]:
    full = Product.objects.prefetch_related(
        "texts", "categories", "pictures__image", "variants__picture__image"
    ).in_bulk(ids)
    return [full[pk] for pk in ids if pk in full]


class _Book:
    """What is the same for every row: headings, currency, languages, words."""

    def __init__(self, tenant: Tenant, *, with_cost: bool) -> None:
        self.left_out = () if with_cost else (columns.COST,)
        profile = current_profile()
        self.currency = profile.currency
        self.others = [code for code in profile.languages if code != profile.main_language]
        self.origin = shop_origin(tenant)
        words = OptionWord.objects.values_list("word", "language", "text")
        self.words = {(word, language): text for word, language, text in words}

    def headings(self) -> list[str]:
        translated = [
            in_language(column, language)
            for language in self.others
            for column in (*columns.TRANSLATED.values(), *self._option_columns())
        ]
        return [name for name in (*columns.COLUMNS, *translated) if name not in self.left_out]

    def _option_columns(self) -> list[str]:
        return [*columns.OPTION_NAMES, *columns.OPTION_VALUES] if self.words else []

    def rows(self, products: list[Product]) -> Iterator[dict[str, Any]]:
        ids = [variant.pk for product in products for variant in product.variants.all()]
        stock = ports.stock_reader(ids)
        for product in products:
            yield from self._product(product, stock)

    def _product(self, product: Product, stock: dict[int, int]) -> Iterator[dict[str, Any]]:
        variants = [variant for variant in product.variants.all() if variant.is_active]
        head = self._head(product)
        pictures = enumerate(product.pictures.all(), start=1)
        for variant, picture in zip_longest(variants, pictures):
            row = {columns.HANDLE: product.slug, **head}
            if variant:
                row |= self._variant(product, variant, stock.get(variant.pk))
            if picture:
                row |= self._picture(*picture)
            yield row
            head = {}

    def _head(self, product: Product) -> dict[str, Any]:
        paths = [_path(category.pk) for category in product.categories.all()]
        head = {
            columns.TITLE: product.title,
            columns.BODY: product.body_html,
            columns.VENDOR: product.vendor,
            columns.CATEGORY: paths[0] if paths else "",
            columns.OTHER_CATEGORIES: " | ".join(paths[1:]),
            columns.TYPE: product.product_type,
            columns.TAGS: ", ".join(product.tags),
            columns.PUBLISHED: _bool(product.status == ProductStatus.ACTIVE),
            columns.GIFT_CARD: _bool(False),
            columns.SEO_TITLE: product.seo_title,
            columns.SEO_DESCRIPTION: product.seo_description,
            columns.STATUS: product.status,
        }
        for text in product.texts.all():
            for name in TEXT_FIELDS:
                column = in_language(columns.TRANSLATED[name], text.language)
                head[column] = getattr(text, name)
        return head | self._option_names(product)

    def _option_names(self, product: Product) -> dict[str, str]:
        names = [option["name"] for option in product.options] or ["Title"]
        cells: dict[str, str] = {}
        for column, name in zip(columns.OPTION_NAMES, names, strict=False):
            cells |= self._word(column, name)
        return cells

    def _word(self, column: str, word: str) -> dict[str, str]:
        translated = {
            in_language(column, language): self.words.get((word, language), "")
            for language in self.others
        }
        return {column: word, **translated}

    def _variant(self, product: Product, variant: Variant, on_hand: int | None) -> dict[str, Any]:
        cells = {
            columns.SKU: variant.sku,
            columns.GRAMS: variant.weight_grams,
            columns.TRACKER: "" if on_hand is None else "shopify",
            columns.QUANTITY: "" if on_hand is None else on_hand,
            columns.POLICY: "deny",
            columns.FULFILLMENT: "manual",
            columns.PRICE: self._amount(variant.price_minor),
            columns.COMPARE_AT: self._amount(variant.compare_at_minor),
            columns.COST: self._amount(variant.cost_minor),
            columns.SHIPPED: _bool(product.requires_shipping),
            columns.TAXABLE: _bool(product.tax_class != TaxClass.NONE),
            columns.BARCODE: variant.barcode,
            columns.VARIANT_IMAGE: self._url(variant.picture) if variant.picture else "",
            columns.WEIGHT_UNIT: "g",
        }
        values = variant.option_values if product.options else ["Default Title"]
        for column, value in zip(columns.OPTION_VALUES, values, strict=False):
            cells |= self._word(column, value)
        return cells

    def _picture(self, position: int, picture: ProductPicture) -> dict[str, Any]:
        return {
            columns.IMAGE: self._url(picture),
            columns.IMAGE_POSITION: position,
            columns.IMAGE_ALT: picture.alt,
        }

    def _amount(self, minor: int | None) -> str:
        return "" if minor is None else f"{Money(minor, self.currency).decimal:f}"

    def _url(self, picture: ProductPicture) -> str:
        return self.origin + default_storage.url(picture.image.file.name)


def _path(category_id: int) -> str:
    node = category_by_id(category_id)
    return " > ".join(step.name for step in node.path) if node else ""


def _bool(value: bool) -> str:
    return "TRUE" if value else "FALSE"
