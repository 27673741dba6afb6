from typing import Any

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
    if not any(variant.is_active for variant in data.variants):
        raise ProductInvalid(
            _("At least one variant must be on sale; to hide all, make it a draft.")
        )
    if len(set(data.option_names)) < len(data.option_names):
        raise ProductInvalid(_("Two options have the same name."))
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
    _make_way(removed, rows)
    old = [row for row in rows if row.pk]
    if old or removed:
        # one statement, so that two variants may swap their options
        Variant.objects.bulk_update([*old, *removed], CHANGED)
    Variant.objects.bulk_create([row for row in rows if not row.pk])
    product.options = _options(data, product.options)
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
    row.position, row.is_active = position, given.is_active


def _take_off_sale(known: list[Variant], kept: list[Variant]) -> list[Variant]:
    keep = {row.pk for row in kept}
    removed = [variant for variant in known if variant.pk not in keep]
    for variant in removed:
        variant.is_active = False
    return removed


def _make_way(removed: list[Variant], kept: list[Variant]) -> None:
    """A combination that is in use again no longer belongs to a variant that is gone."""
    taken = {(row.option1, row.option2, row.option3) for row in kept}
    for variant in removed:
        if (variant.option1, variant.option2, variant.option3) in taken:
            mark = f" #{variant.pk}"
            variant.option1 = variant.option1[: 255 - len(mark)] + mark


def _three(options: tuple[str, ...]) -> tuple[str, str, str]:
    first, second, third = (*options, "", "", "")[:3]
    return first, second, third


def _options(data: ProductInput, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Names, values and colours; colours that nobody speaks of stay with their values."""
    known = {colour: code for o in before for colour, code in o.get("swatches", {}).items()}
    options = []
    for place, name in enumerate(data.option_names):
        used = list(dict.fromkeys(variant.options[place] for variant in data.variants))
        wanted = data.option_values[place] if data.option_values else used
        values = [v for v in dict.fromkeys([*wanted, *used]) if v in used]
        colours = data.swatches[place] if data.swatches is not None else known
        swatches = {value: colours[value] for value in values if colours.get(value)}
        options.append(
            {"name": name, "values": values} | ({"swatches": swatches} if swatches else {})
        )
    return options
