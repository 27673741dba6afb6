from math import ceil

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.fields import BooleanField

from media.pictures import picture_from_data

from .. import ports
from ..models import Product, ProductText, Variant
from .cards import CardPage, ListFilter, ProductCard
from .facets import count_facets
from .language import localised, option_label, other_texts
from .listing import in_order, products_on_sale, with_options_and_price
from .sale import shown_compare_at


def list_cards(filter: ListFilter) -> CardPage:
    """One page of products on sale; a page beyond the last answers the last.

    Two queries; one more each for a query, facets and a second language, and one when no product has all the
    words that were searched.
    """
    before, ranked = products_on_sale(filter)
    products = with_options_and_price(before, filter)
    total = products.count()
    pages = max(1, ceil(total / filter.page_size))
    page = min(max(1, filter.page), pages)
    first = (page - 1) * filter.page_size
    rows = _with_stock(in_order(products, filter.sort, ranked))[first : first + filter.page_size]
    return CardPage(
        cards=_cards(list(rows) if total else []),
        total=total,
        page=page,
        pages=pages,
        facets=count_facets(before, filter) if filter.with_facets else (),
    )


def _with_stock(products: QuerySet[Product]) -> QuerySet[Product]:
    """Annotates in_stock: a variant on sale of which something is left, or whose stock is not counted."""
    sold_out = ports.sold_out_variants()
    if sold_out is None:
        return products.annotate(in_stock=Value(True, output_field=BooleanField()))
    left = Variant.objects.filter(product=OuterRef("pk"), is_active=True).exclude(pk__in=sold_out)
    return products.annotate(in_stock=Exists(left))


def _cards(products: list[Product]) -> tuple[ProductCard, ...]:
    texts = other_texts(products)
    return tuple(_card(product, texts.get(product.pk)) for product in products)


def _card(product: Product, text: ProductText | None) -> ProductCard:
    title = localised(product, text, "title")
    return ProductCard(
        id=product.pk,
        slug=product.slug,
        title=title,
        price_from_minor=product.min_price_minor,
        price_to_minor=product.max_price_minor,
        compare_at_minor=shown_compare_at(product.min_price_minor, product.compare_min_minor),
        picture=picture_from_data(product.cover),
        option_counts=tuple(
            (option_label(option["name"]), len(option["values"])) for option in product.options
        ),
        sold_out=not product.in_stock,  # type: ignore[attr-defined]  # _with_stock annotates it
    )
