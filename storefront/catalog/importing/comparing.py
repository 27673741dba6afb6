"""Whether what a file says of a product is what the shop says already. When in doubt it is not."""

from ..models import Product
from ..models.product import TaxClass
from ..richtext import clean_html
from .applying import known_pictures, match_variant, picture_key
from .parsing import ParsedProduct, ParsedVariant
from .shelves import Shelves


def is_unchanged(
    parsed: ParsedProduct, known: Product, shelves: Shelves, stock: dict[int, int]
) -> bool:
    return (
        _fields_agree(parsed, known)
        and _texts_agree(parsed, known)
        and _categories_agree(parsed, known, shelves)
        and _pictures_agree(parsed, known)
        and _variants_agree(parsed, known, stock)
    )


def _fields_agree(parsed: ParsedProduct, known: Product) -> bool:
    said = dict(parsed.fields)
    taxable = said.pop("taxable", None)
    if taxable is not None and taxable == (known.tax_class == TaxClass.NONE):
        return False
    if "body_html" in said:
        said["body_html"] = clean_html(said["body_html"])
    if not said.get("title"):
        said.pop("title", None)
    return all(getattr(known, name) == value for name, value in said.items())


def _texts_agree(parsed: ParsedProduct, known: Product) -> bool:
    texts = {text.language: text for text in known.texts.all()}
    for language, said in parsed.texts.items():
        for name, value in said.items():
            value = clean_html(value) if name == "body_html" else value
            if (getattr(texts[language], name) if language in texts else "") != value:
                return False
    return True


def _categories_agree(parsed: ParsedProduct, known: Product, shelves: Shelves) -> bool:
    present = {category.pk for category in known.categories.all()}
    return all(shelves.known_id(path) in present for path in parsed.categories)


def _pictures_agree(parsed: ParsedProduct, known: Product) -> bool:
    pictures = known_pictures(known)
    for told in parsed.pictures:
        picture = pictures.get(picture_key(told.url, pictures))
        if not picture or (picture.position, picture.alt) != (
            told.position,
            told.alt or picture.alt,
        ):
            return False
    return True


def _variants_agree(parsed: ParsedProduct, known: Product, stock: dict[int, int]) -> bool:
    names = [option["name"] for option in known.options]
    if parsed.option_names and parsed.option_names != names:
        return False
    active = [variant for variant in known.variants.all() if variant.is_active]
    return all(_variant_agrees(told, known, active, stock) for told in parsed.variants)


def _variant_agrees(
    told: ParsedVariant, known: Product, active: list, stock: dict[int, int]
) -> bool:
    match = match_variant(told, active)
    if match is None or (told.options and told.options != tuple(match.option_values)):
        return False
    pictures = known_pictures(known)
    if told.picture_url:
        picture = pictures.get(picture_key(told.picture_url, pictures))
        if not picture or picture.pk != match.picture_id:
            return False
    said = dict(told.fields)
    if "stock" in said and said.pop("stock") != stock.get(match.pk):
        return False
    return all(getattr(match, name) == value for name, value in said.items())
