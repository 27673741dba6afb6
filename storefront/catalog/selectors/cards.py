from dataclasses import dataclass, field
from enum import StrEnum

from media.pictures import PictureView


class Sort(StrEnum):
    BEST = "best"  # best match; without a query the same as newest
    NEWEST = "newest"
    PRICE_UP = "price"
    PRICE_DOWN = "-price"
    NAME = "name"


@dataclass(frozen=True, kw_only=True)
class ListFilter:
    """What a list of products is to show.

    options: {"Colour": ["Red", "Blue"]}, values of one name are alternatives, names must all be met, by one and
    the same variant. ids: hand-picked products, in this order unless a sort is given.
    """

    category_id: int | None = None
    query: str = ""
    sort: Sort | str = Sort.BEST
    price_min_minor: int | None = None
    price_max_minor: int | None = None
    options: dict[str, list[str]] = field(default_factory=dict)
    page: int = 1
    page_size: int = 24
    ids: list[int] | None = None
    with_facets: bool = False


@dataclass(frozen=True, slots=True)
class ProductCard:
    id: int
    slug: str
    title: str
    price_from_minor: int
    price_to_minor: int
    compare_at_minor: int | None
    picture: PictureView | None
    option_counts: tuple[tuple[str, int], ...]  # ("Colour", 3): label and number of values
    sold_out: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of the list: what choosing each value would find."""

    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class CardPage:
    cards: tuple[ProductCard, ...]
    total: int
    page: int
    pages: int
    facets: tuple[Facet, ...] = ()
