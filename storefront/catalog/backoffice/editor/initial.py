"""From a product to what its page shows."""

import json
from typing import Any

from django.utils import timezone

from ... import ports
from ...models import Product, ProductPicture, Variant
from .forms import OPTION_PLACES

_PRODUCT_FIELDS = (
    *("title", "body_html", "status", "vendor", "product_type", "tax_class", "requires_shipping"),
    *("slug", "seo_title", "seo_description"),
)
_VARIANT_FIELDS = (
    *("sku", "price_minor", "compare_at_minor", "cost_minor", "weight_grams", "barcode"),
    *("picture_id", "is_active"),
)


def product_initial(product: Product | None) -> dict[str, Any]:
    if not product:
        return {"status": "active", "tax_class": "standard", "requires_shipping": True}
    initial = {name: getattr(product, name) for name in _PRODUCT_FIELDS}
    for place, option in zip(OPTION_PLACES, product.options, strict=False):
        swatches = option.get("swatches", {})
        initial[f"option{place}"] = option["name"]
        initial[f"values{place}"] = [[v, swatches.get(v, "")] for v in option["values"]]
    initial["published_at"] = product.published_at and timezone.localtime(product.published_at)
    initial["tags"] = ", ".join(product.tags)
    initial["categories"] = list(product.categories.values_list("pk", flat=True))
    initial["version"] = version_of(product)
    return initial


def version_of(product: Product) -> str:
    """What the page sends back, to learn whether somebody else saved meanwhile."""
    return product.updated_at.strftime("%Y-%m-%dT%H:%M:%S.%f%z")


def variants_initial(product: Product | None) -> list[dict[str, Any]]:
    """Variants on sale, and those off sale whose values are still among the product's options."""
    if not product:
        return []
    values = [set(option["values"]) for option in product.options]
    variants = [variant for variant in product.variants.all() if _is_shown(variant, values)]
    stock = ports.stock_reader([variant.pk for variant in variants])
    return [_variant(variant, stock.get(variant.pk)) for variant in variants]


def gallery_initial(pictures: list[ProductPicture]) -> list[dict[str, Any]]:
    return [
        {"id": picture.pk, "alt": picture.alt, "focus": picture.image.focus.replace("%", "")}
        for picture in pictures
    ]


def _is_shown(variant: Variant, values: list[set[str]]) -> bool:
    options = variant.option_values
    fits = len(options) == len(values)
    return variant.is_active or (
        fits and all(one in known for one, known in zip(options, values, strict=True))
    )


def _variant(variant: Variant, stock: int | None) -> dict[str, Any]:
    initial = {name: getattr(variant, name) for name in _VARIANT_FIELDS}
    options = {f"option{place}": getattr(variant, f"option{place}") for place in OPTION_PLACES}
    # no weight is an empty field: a column of noughts says nothing
    initial["weight_grams"] = initial["weight_grams"] or None
    return {**initial, **options, "id": variant.pk, "stock": stock, "stock_seen": stock}


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
