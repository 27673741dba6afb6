from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.fields import BooleanField, IntegerField

from media.pictures import picture_from_data

from .. import ports
from ..models import Product, Variant
from .cards import CardPage, ListFilter, ProductCard, Sort
from .facets import count_facets
from .language import localised, option_label, with_other_texts
from .listing import in_order, products_on_sale, with_options_and_price
from .sale import shown_compare_at

# what a card shows: descriptions are long and stay in the database
_COLUMNS = ("id", "slug", "title", "cover", "options")
MANY = 1_000  # from here on a list's facets are kept
_PRICES = ("min_price_minor", "max_price_minor", "compare_min_minor")


def list_cards(filter: ListFilter) -> CardPage:
    """One page of products on sale; a page beyond the last answers the last.

    Two queries; one more each for a query and facets, and one when no product has all the words that were
    searched.
    """
    before, ranked = products_on_sale(filter)
    products = with_options_and_price(before, filter)
    best = _best(products, ranked) if filter.sort == Sort.BEST and ranked is not None else None
    total = products.count() if best is None else len(best)
    pages = max(1, ceil(total / filter.page_size))
    page = min(max(1, filter.page), pages)
    first = (page - 1) * filter.page_size
    here = slice(first, first + filter.page_size)
    return CardPage(
        cards=_page(products, filter.sort, best, here) if total else (),
        total=total,
        page=page,
        pages=pages,
        facets=count_facets(before, filter, are_many=total >= MANY) if filter.with_facets else (),
    )


def _best(products: QuerySet[Product], ranked: list[int]) -> list[int]:
    """The ids that the other filters leave, best first: quicker here than as an order of the database's."""
    left = set(products.values_list("pk", flat=True))
    return [pk for pk in ranked if pk in left]


def _page(
    products: QuerySet[Product], sort: Sort | str, best: list[int] | None, here: slice
) -> tuple[ProductCard, ...]:
    """Stock and texts are looked up for the page's products only, not for all that it was chosen from."""
    if best is not None:
        cards = {card.id: card for card in _cards(Product.objects.filter(pk__in=best[here]))}
        return tuple(cards[pk] for pk in best[here] if pk in cards)
    chosen = in_order(products, sort)[here].values("pk")
    return _cards(in_order(Product.objects.filter(pk__in=chosen), sort))


@dataclass(frozen=True)
class Newest:
    """The newest products of a category, or of the whole shop."""

    category_id: int | None
    count: int


def shelves(
    picked: Iterable[int], newest: Sequence[Newest]
) -> tuple[dict[int, ProductCard], dict[Newest, tuple[ProductCard, ...]]]:
    """Picked products on sale by id, and the newest ones of each kind: two queries, however many are asked for."""
    wanted = [_first_of(place, one) for place, one in enumerate(newest)]
    places: dict[int, list[int]] = {}
    for place, pk in _union(wanted):
        places.setdefault(place, []).append(pk)
    ids = {*picked, *(pk for found in places.values() for pk in found)}
    on_sale = products_on_sale(ListFilter(ids=sorted(ids)))[0]
    cards = {card.id: card for card in _cards(on_sale)} if ids else {}
    return cards, {
        one: tuple(cards[pk] for pk in places.get(place, []) if pk in cards)
        for place, one in enumerate(newest)
    }


def _first_of(place: int, newest: Newest) -> QuerySet[Product, Any]:
    products, _ = products_on_sale(ListFilter(category_id=newest.category_id))
    found = in_order(products, Sort.NEWEST).annotate(
        place=Value(place, output_field=IntegerField())
    )
    return found.values_list("place", "pk")[: newest.count]


def _union(queries: list[QuerySet[Product, Any]]) -> Iterable[tuple[int, int]]:
    if not queries:
        return ()
    first, *others = queries
    return first.union(*others, all=True) if others else first


def _cards(products: QuerySet[Product]) -> tuple[ProductCard, ...]:
    rows = with_other_texts(_with_stock(products), "title")
    return tuple(_card(product) for product in rows.only(*_COLUMNS, *_PRICES))


def _with_stock(products: QuerySet[Product]) -> QuerySet[Product]:
    """Annotates in_stock: a variant on sale of which something is left, or whose stock is not counted."""
    sold_out = ports.sold_out_variants()
    if sold_out is None:
        return products.annotate(in_stock=Value(True, output_field=BooleanField()))
    variants = Variant.objects.filter(product=OuterRef("pk"), is_active=True)
    # one look a variant of the page; as a list it would be that of the whole shop
    left = variants.exclude(Exists(sold_out.filter(variant_id=OuterRef("pk"))))
    return products.annotate(in_stock=Exists(left))


def _card(product: Product) -> ProductCard:
    return ProductCard(
        id=product.pk,
        slug=product.slug,
        title=localised(product, "title"),
        price_from_minor=product.min_price_minor,
        price_to_minor=product.max_price_minor,
        compare_at_minor=shown_compare_at(product.min_price_minor, product.compare_min_minor),
        picture=picture_from_data(product.cover),
        option_counts=tuple(
            (option_label(option["name"]), len(option["values"])) for option in product.options
        ),
        sold_out=not product.in_stock,  # type: ignore[attr-defined]  # _with_stock annotates it
    )
