"""A list of products as a visitor asked for it: what the address says, and the view the template writes down."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kernel.errors import ExpectedFailure
from kernel.money import digits, format_money, parse_amount
from storefront.catalog.selectors import CardPage, ListFilter, Sort, list_cards

from .paging import PageLinks, page_links

OPTION = "o."  # ?o.Colour=Red&o.Colour=Blue
PAGE_SIZE = 24
LONGEST_QUERY = 100
MOST_VALUES = 20
SORTS = {
    Sort.BEST: _("Recommended"),
    Sort.NEWEST: _("Newest"),
    Sort.PRICE_UP: _("Price: low to high"),
    Sort.PRICE_DOWN: _("Price: high to low"),
    Sort.NAME: _("Name"),
}


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Listing:
    """cards, facets and the state of the form around them."""

    found: CardPage
    pages: PageLinks
    sort: str
    sorts: tuple[tuple[str, object], ...]
    price_min: str
    price_max: str
    chips: tuple[Chip, ...]

    @property
    def is_filtered(self) -> bool:
        return bool(self.chips)


def listing(
    request: HttpRequest, currency: str, *, category_id: int | None = None, query: str = ""
) -> Listing:
    """The page of products that the request's address names; what it says wrong is ignored."""
    asked = filter_from(request.GET, currency, category_id=category_id, query=query)
    found = list_cards(asked)
    return Listing(
        found=found,
        pages=page_links(request, found.page, found.pages),
        sort=str(asked.sort),
        sorts=tuple((str(sort), label) for sort, label in SORTS.items()),
        price_min=_amount_text(asked.price_min_minor, currency),
        price_max=_amount_text(asked.price_max_minor, currency),
        chips=tuple(_chips(request.GET, found, asked, currency)),
    )


def filter_from(
    address: QueryDict, currency: str, *, category_id: int | None, query: str
) -> ListFilter:
    return ListFilter(
        category_id=category_id,
        query=query[:LONGEST_QUERY],
        sort=_sort(address.get("sort", "")),
        price_min_minor=_amount(address.get("min", ""), currency),
        price_max_minor=_amount(address.get("max", ""), currency),
        options=_options(address),
        page=_page(address.get("page", "")),
        page_size=PAGE_SIZE,
        with_facets=True,
    )


def _sort(text: str) -> Sort:
    return Sort(text) if text in SORTS else Sort.BEST


def _amount(text: str, currency: str) -> int | None:
    try:
        amount = parse_amount(text[:20], currency) if text else None
    except ExpectedFailure:
        return None
    return amount if amount is None or amount >= 0 else None


def _amount_text(minor: int | None, currency: str) -> str:
    if minor is None:
        return ""
    places = digits(currency)
    return f"{minor / 10**places:.{places}f}"


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _options(address: QueryDict) -> dict[str, list[str]]:
    chosen = {}
    for key in address:
        values = [value for value in address.getlist(key) if value and "\0" not in value]
        if key.startswith(OPTION) and values and "\0" not in key:
            chosen[key.removeprefix(OPTION)] = values[:MOST_VALUES]
    return dict(list(chosen.items())[:3])


def _chips(address: QueryDict, found: CardPage, asked: ListFilter, currency: str) -> Iterator[Chip]:
    for facet in found.facets:
        for value in facet.values:
            if value.chosen:
                yield Chip(value.label, _without(address, OPTION + facet.name, value.value))
    prices = (("min", "≥", asked.price_min_minor), ("max", "≤", asked.price_max_minor))
    for name, sign, minor in prices:
        if minor is not None:
            amount = format_money(minor, currency, get_language() or "en")
            yield Chip(f"{sign} {amount}", _without(address, name, address.get(name, "")))


def _without(address: QueryDict, key: str, value: str) -> str:
    pairs = [
        (name, one)
        for name, values in address.lists()
        for one in values
        if name != "page" and (name, one) != (key, value)
    ]
    return "?" + urlencode(pairs)
