"""From a ListFilter to a queryset of products, with an order."""

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from tenants.profile.selectors import current_profile

from ..facets import facet
from ..models import Product, ProductText, Variant
from ..search.matches import matching_products
from .cards import ListFilter, Sort
from .categories import category_by_id
from .language import page_language


def products_on_sale(filter: ListFilter) -> tuple[QuerySet[Product], list[int] | None]:
    """Products that the category, the query and the picked ids leave, and their given order if they have one."""
    products = Product.objects.on_sale()
    ranked = filter.ids
    if filter.query.strip():
        found = matching_products(filter.query)
        ranked = found if ranked is None else [pk for pk in found if pk in set(ranked)]
    if ranked is not None:
        products = products.filter(pk__in=ranked)
    if filter.category_id is not None:
        products = products.filter(_in_category(filter.category_id))
    return products, ranked


def with_options_and_price(products: QuerySet[Product], filter: ListFilter) -> QuerySet[Product]:
    """Products with one variant that meets every chosen option and the price range."""
    wanted = price_condition(filter)
    for name, values in filter.options.items():
        wanted &= Q(facets__overlap=[facet(name, value) for value in values])
    if not wanted:
        return products
    return products.filter(
        Exists(Variant.objects.filter(wanted, product=OuterRef("pk"), is_active=True))
    )


def price_condition(filter: ListFilter) -> Q:
    condition = Q()
    if filter.price_min_minor is not None:
        condition &= Q(price_minor__gte=filter.price_min_minor)
    if filter.price_max_minor is not None:
        condition &= Q(price_minor__lte=filter.price_max_minor)
    return condition


def in_order(products: QuerySet[Product], sort: Sort | str) -> QuerySet[Product]:
    """Ends in the id, so that paging never shows a product twice."""
    if sort == Sort.PRICE_UP:
        return products.order_by("min_price_minor", "id")
    if sort == Sort.PRICE_DOWN:
        return products.order_by("-min_price_minor", "-id")
    if sort == Sort.NAME:
        return products.order_by(_title_key(), "id")
    return products.order_by("-published_at", "-id")


def _in_category(category_id: int) -> Exists:
    node = category_by_id(category_id)
    inside = Product.categories.through.objects.filter(
        product_id=OuterRef("pk"), category_id__in=node.ids if node else []
    )
    return Exists(inside)


def _title_key() -> Coalesce | F:
    language = page_language()
    if language == current_profile().main_language:
        return F("title_key")
    other = ProductText.objects.filter(product=OuterRef("pk"), language=language)
    return Coalesce(Subquery(other.values("title_key")[:1]), F("title_key"))
