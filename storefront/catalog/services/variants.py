from django.utils.translation import gettext_lazy as _

from ..errors import ProductInvalid, SameCombination
from ..facets import facet
from ..models import Product, Variant
from .inputs import ProductInput, VariantInput

FIELDS = ("sku", "price_minor", "compare_at_minor", "cost_minor", "weight_grams", "barcode")
CHANGED = [
    *FIELDS,
    *("option1", "option2", "option3", "picture_id", "position", "is_active", "facets"),
]
MAX_OPTIONS, MAX_VARIANTS = 3, 250


def check_variants(data: ProductInput) -> None:
    """Raises ProductInvalid or SameCombination."""
    if not data.variants:
        raise ProductInvalid(_("A product needs a price: add at least one variant."))
    if len(data.option_names) > MAX_OPTIONS or len(data.variants) > MAX_VARIANTS:
        raise ProductInvalid(_("A product has at most 3 options and 250 variants."))
    seen = set()
    for variant in data.variants:
        if len(variant.options) != len(data.option_names) or not all(variant.options):
            raise ProductInvalid(_("Every variant needs a value for each option."))
        if variant.price_minor < 0:
            raise ProductInvalid(_("A price cannot be negative."), field="price")
        if variant.options in seen:
            raise SameCombination(details={"options": " / ".join(variant.options)})
        seen.add(variant.options)


def save_variants(product: Product, data: ProductInput, known: list[Variant]) -> list[Variant]:
    """Rows for the input's variants, in its order; other known ones are taken off sale, never deleted (orders
    and stock know them). Sets product.options.
    """
    rows = _matched(known, data.variants)
    for position, (row, given) in enumerate(zip(rows, data.variants, strict=True)):
        _fill(row, given, product, data.option_names, position)
    removed = _take_off_sale(known, rows)
    old = [row for row in rows if row.pk]
    if old or removed:
        # one statement, so that two variants may swap their options
        Variant.objects.bulk_update([*old, *removed], CHANGED)
    Variant.objects.bulk_create([row for row in rows if not row.pk])
    product.options = _options(data)
    return rows


def _matched(known: list[Variant], given: list[VariantInput]) -> list[Variant]:
    by_id = {variant.pk: variant for variant in known}
    rows = [by_id.pop(one.id, None) if one.id else None for one in given]
    by_options = {(v.option1, v.option2, v.option3): v for v in by_id.values()}
    return [
        row or by_options.pop(_three(one.options), None) or Variant()
        for row, one in zip(rows, given, strict=True)
    ]


def _fill(
    row: Variant, given: VariantInput, product: Product, names: list[str], position: int
) -> None:
    for field in FIELDS:
        setattr(row, field, getattr(given, field))
    row.product = product
    row.option1, row.option2, row.option3 = _three(given.options)
    row.facets = [facet(name, value) for name, value in zip(names, given.options, strict=True)]
    row.picture_id = given.picture_id
    row.position, row.is_active = position, True


def _take_off_sale(known: list[Variant], kept: list[Variant]) -> list[Variant]:
    keep = {row.pk for row in kept}
    removed = [variant for variant in known if variant.pk not in keep]
    for variant in removed:
        variant.is_active = False
    return removed


def _three(options: tuple[str, ...]) -> tuple[str, str, str]:
    first, second, third = (*options, "", "", "")[:3]
    return first, second, third


def _options(data: ProductInput) -> list[dict[str, object]]:
    return [
        {"name": name, "values": list(dict.fromkeys(v.options[index] for v in data.variants))}
        for index, name in enumerate(data.option_names)
    ]
