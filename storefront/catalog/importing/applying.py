"""What a file says of a product, put into the shop over what is there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import default_storage

from ..models import ImportPicture, Product, ProductPicture, Variant
from ..models.product import ProductStatus, TaxClass
from ..services.inputs import ProductInput, TextInput, VariantInput
from ..services.product import TEXT_FIELDS, write_product
from .parsing import ParsedProduct, ParsedVariant
from .problems import RowProblem

PRODUCT_FIELDS = (
    *("title", "body_html", "vendor", "product_type", "tags", "requires_shipping"),
    *("seo_title", "seo_description", "status"),
)
VARIANT_FIELDS = ("sku", "price_minor", "compare_at_minor", "cost_minor", "weight_grams", "barcode")


@dataclass
class Applied:
    product: Product
    is_new: bool
    stock: dict[int, int]
    pictures: list[ImportPicture] = field(default_factory=list)
    problems: list[tuple[int, RowProblem]] = field(default_factory=list)


def known_products(handles: Iterable[str]) -> dict[str, Product]:
    """The shop's products of these handles, with all that applying looks at."""
    products = Product.objects.filter(slug__in=list(handles))
    full = products.prefetch_related("variants", "texts", "pictures__image", "categories")
    return {product.slug: product for product in full}


def apply_product(parsed: ParsedProduct, known: Product | None, category_ids: list[int]) -> Applied:
    """Make or change one product; raises RowProblem or what save_product raises.

    category_ids: the file's categories; the product stays in those it is in besides.
    """
    if not (parsed.fields.get("title") or known):
        raise RowProblem("no_title")
    problems: list[tuple[int, RowProblem]] = []
    pictures = known_pictures(known)
    _arrange_known(parsed, pictures)
    variants, sources = plan_variants(parsed, known, pictures, problems)
    data = ProductInput(
        slug=parsed.handle,
        variants=variants,
        option_names=option_names(parsed, known),
        **_fields(parsed, known),
    )
    data.category_ids = _with_present(category_ids, known)
    data.texts = _texts(parsed, known)
    product, stock = write_product(data, product_id=known.pk if known else None)
    applied = Applied(product, known is None, stock.counted, problems=problems)
    applied.pictures = _wanted_pictures(parsed, product, pictures, sources)
    return applied


def _fields(parsed: ParsedProduct, known: Product | None) -> dict[str, Any]:
    fields = {name: getattr(known, name) for name in PRODUCT_FIELDS} if known else {}
    said = dict(parsed.fields)
    taxable = said.pop("taxable", None)
    fields |= said
    if known:
        fields["title"] = fields["title"] or known.title
    tax_class = known.tax_class if known else TaxClass.STANDARD
    if taxable is not None and taxable == (tax_class == TaxClass.NONE):
        tax_class = TaxClass.STANDARD if taxable else TaxClass.NONE
    fields.setdefault("status", ProductStatus.ACTIVE)
    return {**fields, "tax_class": tax_class}


def option_names(parsed: ParsedProduct, known: Product | None) -> list[str]:
    """A file without option columns keeps the product's own."""
    if parsed.option_names or not known:
        return parsed.option_names
    return [option["name"] for option in known.options]


def plan_variants(
    parsed: ParsedProduct,
    known: Product | None,
    pictures: dict[str, ProductPicture],
    problems: list[tuple[int, RowProblem]],
) -> tuple[list[VariantInput], list[ParsedVariant | None]]:
    """The file's variants over the shop's, then the shop's others; and where each came from."""
    rest = [variant for variant in known.variants.all() if variant.is_active] if known else []
    names = option_names(parsed, known)
    inputs: list[VariantInput] = []
    sources: list[ParsedVariant | None] = []
    for told in parsed.variants:
        match = match_variant(told, rest)
        if match:
            rest.remove(match)
        if match is None and "price_minor" not in told.fields:
            problems.append((told.line, RowProblem("price_missing")))
            continue
        options = told.options or (tuple(match.option_values) if match else ())
        if len(options) != len(names):
            problems.append((told.line, RowProblem("option_missing", option=names[len(options)])))
            continue
        inputs.append(_variant_input(told, match, options, pictures))
        sources.append(told)
    same_options = known and names == [option["name"] for option in known.options]
    taken = {given.options for given in inputs}
    for variant in rest if same_options else []:
        if tuple(variant.option_values) not in taken:
            inputs.append(_as_it_is(variant))
            sources.append(None)
    if not inputs:
        raise problems.pop()[1]
    return inputs, sources


def match_variant(told: ParsedVariant, known: list[Variant]) -> Variant | None:
    """By SKU when the product has it once, else by options; a row without options means the only variant."""
    sku = told.fields.get("sku")
    same_sku = [variant for variant in known if sku and variant.sku == sku]
    if len(same_sku) == 1:
        return same_sku[0]
    return next((v for v in known if tuple(v.option_values) == told.options), None)


def _variant_input(
    told: ParsedVariant,
    match: Variant | None,
    options: tuple[str, ...],
    pictures: dict[str, ProductPicture],
) -> VariantInput:
    fields = {name: getattr(match, name) for name in VARIANT_FIELDS} if match else {}
    picture = pictures.get(picture_key(told.picture_url, pictures))
    return VariantInput(
        id=match.pk if match else None,
        options=options,
        picture_id=picture.pk if picture else match.picture_id if match else None,
        **(fields | told.fields),
    )


def _as_it_is(variant: Variant) -> VariantInput:
    fields = {name: getattr(variant, name) for name in VARIANT_FIELDS}
    return VariantInput(
        id=variant.pk,
        options=tuple(variant.option_values),
        picture_id=variant.picture_id,
        **fields,
    )


def _with_present(told: list[int], known: Product | None) -> list[int] | None:
    if not told:
        return None
    before = [category.pk for category in known.categories.all()] if known else []
    return list(dict.fromkeys([*before, *told]))


def _texts(parsed: ParsedProduct, known: Product | None) -> dict[str, TextInput] | None:
    if not parsed.texts:
        return None
    before = {text.language: text for text in known.texts.all()} if known else {}
    texts = {
        language: TextInput(**{name: getattr(text, name) for name in TEXT_FIELDS})
        for language, text in before.items()
    }
    for language, said in parsed.texts.items():
        for name, value in said.items():
            setattr(texts.setdefault(language, TextInput()), name, value)
    return texts


def known_pictures(product: Product | None) -> dict[str, ProductPicture]:
    """By the address a file may name them with: where they came from, or our own."""
    if not product:
        return {}
    pictures: dict[str, ProductPicture] = {}
    for picture in product.pictures.all():
        pictures[default_storage.url(picture.image.file.name)] = picture
        if picture.source_url:
            pictures[picture.source_url] = picture
    return pictures


def _arrange_known(parsed: ParsedProduct, known: dict[str, ProductPicture]) -> None:
    """Pictures that are there already take the place and the description the file gives them."""
    changed = []
    for told in parsed.pictures:
        picture = known.get(picture_key(told.url, known))
        if picture and (picture.position, picture.alt) != (told.position, told.alt or picture.alt):
            picture.position, picture.alt = told.position, told.alt or picture.alt
            changed.append(picture)
    if changed:
        ProductPicture.objects.bulk_update(changed, ["position", "alt"])


def _wanted_pictures(
    parsed: ParsedProduct,
    product: Product,
    known: dict[str, ProductPicture],
    sources: list[ParsedVariant | None],
) -> list[ImportPicture]:
    """What must be fetched, and for which variants."""
    variants_of: dict[str, list[int]] = {}
    rows = product.variants.filter(is_active=True).order_by("position").values_list("pk", flat=True)
    for pk, told in zip(rows, sources, strict=False):
        if told and told.picture_url:
            variants_of.setdefault(told.picture_url, []).append(pk)
    wanted: dict[str, ImportPicture] = {}
    for picture in parsed.pictures:
        wanted[picture.url] = ImportPicture(
            product=product,
            url=picture.url,
            position=picture.position,
            alt=picture.alt,
            line=picture.line,
            variants=variants_of.get(picture.url, []),
        )
    for url, variants in variants_of.items():
        if url not in wanted and url.startswith(("http://", "https://")):
            wanted[url] = ImportPicture(
                product=product, url=url, position=999, line=parsed.line, variants=variants
            )
    return [picture for url, picture in wanted.items() if picture_key(url, known) not in known]


def picture_key(url: str, known: dict[str, ProductPicture]) -> str:
    """One of our own pictures is known by its path, whatever the host is called today."""
    path = "/" + url.split("://", 1)[-1].partition("/")[2]
    return path if path in known else url
