from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from media.models import ShopImage
from media.pictures import PictureView, picture_from_data, picture_view
from tenants.freshness.kept_near import as_stored

from ..models import Product
from .categories import CategoryNode, category_by_id
from .detail_row import Row, product_row
from .language import localised, option_label, other_language
from .sale import shown_compare_at


@dataclass(frozen=True, slots=True)
class OptionValueView:
    """swatch: the value's colour, #rrggbb, where the merchant gave one."""

    value: str
    label: str
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class OptionView:
    """An axis of choice: `name` and `value` are keys, `label` is for people."""

    name: str
    label: str
    values: tuple[OptionValueView, ...]


@dataclass(frozen=True, slots=True)
class VariantView:
    """values: one key an option, in the options' order. Stock comes from inventory."""

    id: int
    sku: str
    values: tuple[str, ...]
    option_text: str
    price_minor: int
    compare_at_minor: int | None
    weight_grams: int
    barcode: str
    picture: PictureView | None

    def as_json(self) -> dict[str, Any]:
        """For the variant picker: json_script and a small script choose by `values`."""
        return {
            "id": self.id,
            "sku": self.sku,
            "values": list(self.values),
            "price_minor": self.price_minor,
            "compare_at_minor": self.compare_at_minor,
            "picture": self.picture.as_json() if self.picture else None,
        }


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """A product as its page shows it; body_html is clean."""

    id: int
    slug: str
    title: str
    body_html: str
    vendor: str
    product_type: str
    tags: tuple[str, ...]
    seo_title: str
    seo_description: str
    published_at: datetime | None
    updated_at: datetime
    price_from_minor: int
    price_to_minor: int
    compare_at_minor: int | None
    requires_shipping: bool
    pictures: tuple[PictureView, ...]
    options: tuple[OptionView, ...]
    variants: tuple[VariantView, ...]
    categories: tuple[CategoryNode, ...]

    @property
    def breadcrumb(self) -> tuple[CategoryNode, ...]:
        """From the top category to the first one the product is in."""
        return self.categories[0].path if self.categories else ()


def product_by_slug(slug: str, *, drafts: bool = False) -> ProductDetail | None:
    """A product on sale (or any, for a preview); one query."""
    product = product_row(slug, other_language())
    if product is None or not (product.is_on_sale or drafts):
        return None
    return _detail(product)


def _detail(product: Any) -> ProductDetail:
    pictures = {
        row["picture_id"]: picture_view(as_stored(ShopImage, row), row["alt"])
        for row in product.picture_rows or ()
    }
    variants = _variants(product, pictures)
    return ProductDetail(
        id=product.pk,
        slug=product.slug,
        title=localised(product, "title"),
        body_html=localised(product, "body_html"),
        vendor=product.vendor,
        product_type=product.product_type,
        tags=tuple(product.tags),
        seo_title=localised(product, "seo_title"),
        seo_description=localised(product, "seo_description"),
        published_at=product.published_at,
        updated_at=product.updated_at,
        price_from_minor=product.min_price_minor,
        price_to_minor=product.max_price_minor,
        compare_at_minor=shown_compare_at(product.min_price_minor, product.compare_min_minor),
        requires_shipping=product.requires_shipping,
        pictures=tuple(view for view in pictures.values() if view),
        options=_options(product, variants),
        variants=variants,
        categories=_categories(product),
    )


def _options(product: Product, variants: tuple[VariantView, ...]) -> tuple[OptionView, ...]:
    """With the values that a variant on sale has."""
    return tuple(
        OptionView(option["name"], option_label(option["name"]), _values(option, sold))
        for option, sold in zip(product.options, _sold_values(product, variants), strict=True)
    )


def _values(option: dict[str, Any], sold: set[str]) -> tuple[OptionValueView, ...]:
    swatches = option.get("swatches", {})
    return tuple(
        OptionValueView(value, option_label(value), swatches.get(value, ""))
        for value in option["values"]
        if value in sold
    )


def _sold_values(product: Product, variants: tuple[VariantView, ...]) -> list[set[str]]:
    values = [variant.values for variant in variants]
    return [{v[place] for v in values if place < len(v)} for place in range(len(product.options))]


def _variants(product: Any, pictures: dict[int, PictureView | None]) -> tuple[VariantView, ...]:
    """Without a picture of its own a variant has the product's first."""
    first, label = picture_from_data(product.cover), cache(option_label)
    return tuple(
        VariantView(
            id=row["id"],
            sku=row["sku"],
            values=(values := _chosen_values(row)),
            option_text=" / ".join(label(value) for value in values),
            price_minor=row["price_minor"],
            compare_at_minor=shown_compare_at(row["price_minor"], row["compare_at_minor"]),
            weight_grams=row["weight_grams"],
            barcode=row["barcode"],
            picture=pictures.get(row["picture_id"], first),
        )
        for row in product.variant_rows or ()
    )


def _chosen_values(variant: Row) -> tuple[str, ...]:
    return tuple(filter(None, (variant["option1"], variant["option2"], variant["option3"])))


def _categories(product: Any) -> tuple[CategoryNode, ...]:
    nodes = (category_by_id(pk) for pk in product.category_ids)
    return tuple(node for node in nodes if node)
