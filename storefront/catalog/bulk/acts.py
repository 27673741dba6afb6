"""What each act does to some products, in the caller's transaction. Each answers how many it changed."""

from collections.abc import Callable
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from kernel import clock

from .. import ports
from ..models import Product, ProductPicture, Variant
from ..models.product import ProductStatus
from ..search.renewing import renew_documents
from ..selectors.tags import tags_cache
from ..services import change_status
from .prices import PriceChange

Details = dict[str, Any]
Act = Callable[[list[int], Details], int]

ACTS = {
    "active": _("put on sale"),
    "draft": _("back to draft"),
    "archived": _("archive"),
    "category": _("category"),
    "tags": _("tags"),
    "price": _("prices"),
    "stock": _("stock"),
    "delete": _("delete for good"),
}


def do(act: str, ids: list[int], details: Details) -> int:
    if act in ProductStatus.values:
        return change_status(ids, status=act)
    return _ACTS[act](ids, details)


def _change_categories(ids: list[int], details: Details) -> int:
    """details: category, an id; how: add, remove or only."""
    link = Product.categories.through
    category_id, how = details["category"], details["how"]
    links = link.objects.filter(product_id__in=ids)
    if how == "only":
        links.exclude(category_id=category_id).delete()
    if how == "remove":
        links.filter(category_id=category_id).delete()
    else:
        inside = set(links.filter(category_id=category_id).values_list("product_id", flat=True))
        link.objects.bulk_create(
            [link(product_id=pk, category_id=category_id) for pk in ids if pk not in inside]
        )
    return _renew(ids)


def _change_tags(ids: list[int], details: Details) -> int:
    """details: tags; how: add or remove."""
    given = details["tags"]
    products = list(Product.objects.filter(pk__in=ids))
    for product in products:
        others = [tag for tag in product.tags if tag not in given]
        kept = [tag for tag in product.tags if tag in given]
        new = [tag for tag in given if tag not in kept]
        product.tags = product.tags + new if details["how"] == "add" else others
    return _save_tags(products)


def _retag(ids: list[int], details: Details) -> int:
    """details: tags; into: what they become, nothing when they go. It stands once, where the first stood."""
    given, into = details["tags"], details["into"]
    products = list(Product.objects.filter(pk__in=ids))
    for product in products:
        tags = (into if tag in given else tag for tag in product.tags)
        product.tags = list(dict.fromkeys(filter(None, tags)))
    return _save_tags(products)


def _save_tags(products: list[Product]) -> int:
    Product.objects.bulk_update(products, ["tags"])
    tags_cache.invalidate()
    return _renew([product.pk for product in products])


def _change_prices(ids: list[int], details: Details) -> int:
    """details: what PriceChange takes, currency; keep_old: the old price becomes the original price."""
    change = PriceChange(details["percent"], details["amount_minor"], details["rounding"])
    variants = list(Variant.objects.filter(product_id__in=ids).order_by("pk"))
    changed = []
    for variant in variants:
        new = change.of(variant.price_minor, details["currency"])
        if new == variant.price_minor:
            continue
        if details["keep_old"] and new < variant.price_minor:
            # a price that is off already keeps the original price it had
            variant.compare_at_minor = max(variant.compare_at_minor or 0, variant.price_minor)
        variant.price_minor = new
        changed.append(variant)
    Variant.objects.bulk_update(changed, ["price_minor", "compare_at_minor"])
    refresh_prices(ids)
    return len({variant.product_id for variant in changed})


def _change_stock(ids: list[int], details: Details) -> int:
    """details: units; how: set or add. Variants that are not counted are counted from now on when set."""
    variants = Variant.objects.filter(product_id__in=ids, is_active=True).order_by("pk")
    pks: list[int] = list(variants.values_list("pk", flat=True))
    units: int = details["units"]
    if details["how"] == "set":
        ports.stock_writer(dict.fromkeys(pks, units))
    else:
        ports.stock_changer(dict.fromkeys(ports.stock_reader(pks), units))
    return len(ids)


def _delete(ids: list[int], details: Details) -> int:
    return delete_never_sold(ids)


def delete_never_sold(ids: list[int]) -> int:
    """Only what nobody ever bought: orders lead back to their products. Answers how many went."""
    never_sold = set(ids) - ports.sold_products(ids)
    products = Product.objects.filter(pk__in=never_sold)
    count = products.count()
    # a variant may show a picture of its product, and both go
    Variant.objects.filter(product_id__in=never_sold).update(picture=None)
    ProductPicture.objects.filter(product_id__in=never_sold).delete()
    products.delete()
    return count


_ACTS: dict[str, Act] = {
    "category": _change_categories,
    "tags": _change_tags,
    "retag": _retag,
    "price": _change_prices,
    "stock": _change_stock,
    "delete": _delete,
}


def refresh_prices(ids: list[int]) -> None:
    """The price range that lists show, after variants changed."""
    active = Variant.objects.filter(product_id__in=ids, is_active=True)
    ranges = {
        row["product_id"]: row
        for row in active.order_by()
        .values("product_id")
        .annotate(low=Min("price_minor"), high=Max("price_minor"))
    }
    cheapest = active.order_by("product_id", "price_minor", "position").distinct("product_id")
    originals = dict(cheapest.values_list("product_id", "compare_at_minor"))
    products = list(Product.objects.filter(pk__in=ranges))
    for product in products:
        product.min_price_minor = ranges[product.pk]["low"]
        product.max_price_minor = ranges[product.pk]["high"]
        product.compare_min_minor = originals[product.pk]
        product.updated_at = clock.now()
    Product.objects.bulk_update(
        products, ["min_price_minor", "max_price_minor", "compare_min_minor", "updated_at"]
    )


def _renew(ids: list[int]) -> int:
    """Search and the time of the last change, after tags or categories changed."""
    renew_documents(ids)
    return Product.objects.filter(pk__in=ids).update(updated_at=clock.now())
