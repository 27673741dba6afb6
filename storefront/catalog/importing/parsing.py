"""From the rows of one product to what they say of it. A row that cannot be used is left out, with the reason."""

from dataclasses import dataclass, field
from typing import Any

from ..models.product import ProductStatus
from . import cells, columns
from .columns import in_language
from .problems import RowProblem
from .reading import Group, Row

MAX_VARIANTS = 250
DEFAULT_OPTION = ("Title", "Default Title")  # what Shopify writes for a product without options
_ADDRESS = ("http://", "https://")
CHINESE_STATES = {
    **dict.fromkeys(
        ("在售", "上架", "出售中", "已上架", "销售中", "on sale"), ProductStatus.ACTIVE
    ),
    **dict.fromkeys(("草稿", "下架", "仓库中", "已下架", "未上架"), ProductStatus.DRAFT),
    **dict.fromkeys(("归档", "已归档"), ProductStatus.ARCHIVED),
}


@dataclass
class ParsedVariant:
    """fields: only what the file says; what it does not mention stays as it is in the shop."""

    line: int
    options: tuple[str, ...]
    fields: dict[str, Any]
    picture_url: str = ""


@dataclass
class ParsedPicture:
    line: int
    url: str
    position: int
    alt: str


@dataclass
class ParsedProduct:
    handle: str
    line: int
    fields: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)  # (word, language)
    categories: list[tuple[str, ...]] = field(default_factory=list)  # paths from the top
    option_names: list[str] = field(default_factory=list)
    variants: list[ParsedVariant] = field(default_factory=list)
    pictures: list[ParsedPicture] = field(default_factory=list)
    problems: list[tuple[int, RowProblem]] = field(default_factory=list)


@dataclass(frozen=True)
class Target:
    """The shop the file is for."""

    currency: str
    main_language: str
    languages: tuple[str, ...]


def parse_group(group: Group, target: Target) -> ParsedProduct:
    """Raises RowProblem when the product as a whole cannot be used."""
    first = group.rows[0]
    if cells.yes(first, columns.GIFT_CARD, False):
        raise RowProblem("gift_card")
    product = ParsedProduct(group.handle, first.line)
    product.fields = _product_fields(first, target)
    product.texts = _texts(first, target)
    product.categories = _categories(first)
    product.option_names = _option_names(group)
    for row in group.rows:
        try:
            _read_row(product, row, target, is_first=row is first)
        except RowProblem as problem:
            product.problems.append((row.line, problem))
    if not product.variants:
        # the row's own reason is listed; without one there is nothing to sell here
        raise RowProblem("no_variant_left") if not product.problems else product.problems.pop()[1]
    if len(product.variants) > MAX_VARIANTS:
        raise RowProblem("too_many_variants")
    return product


def _read_row(product: ParsedProduct, row: Row, target: Target, *, is_first: bool) -> None:
    if row.get(columns.IMAGE):
        product.pictures.append(_picture(row, len(product.pictures) + 1))
    if not (is_first or _is_variant(row)):
        return
    variant = _variant(row, product.option_names, target)
    for known in product.variants:
        if known.options == variant.options:
            shown = " / ".join(variant.options) or "-"
            raise RowProblem("same_options", line=known.line, options=shown)
    product.variants.append(variant)
    _read_words(product, row, variant, target)


def _is_variant(row: Row) -> bool:
    said = (columns.SKU, columns.PRICE, columns.QUANTITY, columns.BARCODE, *columns.OPTION_VALUES)
    return any(row.get(column) for column in said)


def _product_fields(row: Row, target: Target) -> dict[str, Any]:
    """Only columns the file has."""
    main = target.main_language
    said: dict[str, Any] = {
        name: _in_main_language(row, column, main, limit)
        for name, column, limit in (
            ("title", columns.TITLE, 255),
            ("body_html", columns.BODY, 500_000),
            ("seo_title", columns.SEO_TITLE, 255),
            ("seo_description", columns.SEO_DESCRIPTION, 1000),
        )
        if column in row.cells
    }
    said |= {
        name: cells.text(row, column)
        for name, column in (("vendor", columns.VENDOR), ("product_type", columns.TYPE))
        if column in row.cells
    }
    if columns.TAGS in row.cells:
        tags = (tag.strip() for tag in cells.text(row, columns.TAGS, 10_000).split(","))
        said["tags"] = list(dict.fromkeys(filter(None, tags)))
    if row.get(columns.SHIPPED):
        said["requires_shipping"] = cells.yes(row, columns.SHIPPED, True)
    if row.get(columns.TAXABLE):
        said["taxable"] = cells.yes(row, columns.TAXABLE, True)
    return said | _status(row)


def _status(row: Row) -> dict[str, str]:
    status = row.get(columns.STATUS).lower()
    status = CHINESE_STATES.get(status, status)
    published = cells.yes(row, columns.PUBLISHED, None)
    if status and status not in ProductStatus.values:
        raise RowProblem("status_unknown", value=status[:40])
    if status == ProductStatus.ACTIVE and published is False:
        return {"status": ProductStatus.DRAFT}  # active, but in no sales channel
    if status:
        return {"status": status}
    if published is None:
        return {}
    return {"status": ProductStatus.ACTIVE if published else ProductStatus.DRAFT}


def _in_main_language(row: Row, column: str, language: str, limit: int) -> str:
    translated = in_language(column, language)
    return cells.text(row, translated, limit) or cells.text(row, column, limit)


def _texts(row: Row, target: Target) -> dict[str, dict[str, str]]:
    texts = {}
    for language in target.languages:
        if language == target.main_language:
            continue
        said = {
            name: cells.text(row, in_language(column, language), 500_000)
            for name, column in columns.TRANSLATED.items()
            if in_language(column, language) in row.cells
        }
        if said:
            texts[language] = said
    return texts


def _categories(row: Row) -> list[tuple[str, ...]]:
    """ "Clothing > Dresses"; a product without a category is put where its type says."""
    told = [row.get(columns.CATEGORY) or row.get(columns.TYPE)]
    told += row.get(columns.OTHER_CATEGORIES).split("|")
    paths = (tuple(part.strip()[:120] for part in path.split(">") if part.strip()) for path in told)
    return list(dict.fromkeys(path for path in paths if path))


def _option_names(group: Group) -> list[str]:
    """From the first row that names any."""
    for row in group.rows:
        names = [cells.text(row, column) for column in columns.OPTION_NAMES]
        if any(names):
            values = [row.get(column) for column in columns.OPTION_VALUES]
            if (names[0], values[0]) == DEFAULT_OPTION:
                return []
            return [name for name in names if name]
    return []


def _variant(row: Row, names: list[str], target: Target) -> ParsedVariant:
    values = tuple(cells.text(row, column) for column in columns.OPTION_VALUES[: len(names)])
    for name, value in zip(names, values, strict=True):
        if not value:
            raise RowProblem("option_missing", option=name)
    said: dict[str, Any] = {
        "sku": cells.text(row, columns.SKU),
        "barcode": cells.text(row, columns.BARCODE),
        "price_minor": cells.amount(row, columns.PRICE, target.currency),
        "compare_at_minor": cells.amount(row, columns.COMPARE_AT, target.currency),
        "cost_minor": cells.amount(row, columns.COST, target.currency),
        "weight_grams": cells.grams(row, columns.GRAMS),
        "stock": _stock(row),
    }
    said = {name: value for name, value in said.items() if value not in (None, "")}
    if columns.COMPARE_AT in row.cells:
        said.setdefault("compare_at_minor", None)  # an emptied cell takes the old price away
    return ParsedVariant(row.line, values, said, row.get(columns.VARIANT_IMAGE))


def _stock(row: Row) -> int | None:
    """None: not told, or not counted. Oversold elsewhere (below zero) means none left."""
    quantity = cells.number(row, columns.QUANTITY)
    if quantity is None or (columns.TRACKER in row.cells and not row.get(columns.TRACKER)):
        return None
    return max(0, quantity)


def _picture(row: Row, default_position: int) -> ParsedPicture:
    url = row.get(columns.IMAGE)
    if not url.startswith(_ADDRESS) or len(url) > 2000:
        raise RowProblem("not_an_address", url=url[:200])
    position = cells.number(row, columns.IMAGE_POSITION) or default_position  # from 1
    return ParsedPicture(row.line, url, max(0, position - 1), row.get(columns.IMAGE_ALT)[:500])


def _read_words(product: ParsedProduct, row: Row, variant: ParsedVariant, target: Target) -> None:
    """Options' names and values in other languages: "Option1 Value [en]"."""
    pairs = zip(
        columns.OPTION_NAMES,
        columns.OPTION_VALUES,
        product.option_names,
        variant.options,
        strict=False,
    )
    for name_column, value_column, name, value in pairs:
        for language in target.languages:
            for column, word in ((name_column, name), (value_column, value)):
                translation = row.get(in_language(column, language))[:255]
                if translation and translation != word:
                    product.words[word, language] = translation
