"""What the list of products shows, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from backoffice.screens import Tab
from media.pictures import PictureView, picture_from_data

from .. import ports
from ..models import Product, Variant
from ..models.product import ProductStatus

_TONES = {
    ProductStatus.ACTIVE: "good",
    ProductStatus.DRAFT: "warn",
    ProductStatus.ARCHIVED: "plain",
}


@dataclass(frozen=True)
class ProductRow:
    product: Product
    picture: PictureView | None
    variants: int
    stock: int | None  # None: not counted
    tone: str


def product_rows(products: Iterable[Product]) -> list[ProductRow]:
    """Two queries more for a page of products: their variants, and the stock."""
    shown = list(products)
    variants: dict[int, list[int]] = {product.pk: [] for product in shown}
    active = Variant.objects.filter(product__in=shown, is_active=True)
    for product_id, pk in active.values_list("product_id", "pk"):
        variants[product_id].append(pk)
    stock = ports.stock_reader([pk for pks in variants.values() for pk in pks])
    return [_row(product, variants[product.pk], stock) for product in shown]


def status_tabs() -> list[Tab]:
    """All, then each status, with how many products have it."""
    counted = Product.objects.order_by().values_list("status").annotate(Count("pk"))
    counts: dict[str, Any] = dict(counted)
    labels = {"active": _("On sale"), "draft": _("Drafts"), "archived": _("Archived")}
    tabs = [Tab(value, label, counts.get(value, 0)) for value, label in labels.items()]
    return [Tab("", _("All"), sum(counts.values())), *tabs]


def last_changed() -> QuerySet[Product]:
    return Product.objects.order_by("-updated_at", "-id")


def _row(product: Product, variants: list[int], stock: dict[int, int]) -> ProductRow:
    counted = [stock[pk] for pk in variants if pk in stock]
    return ProductRow(
        product=product,
        picture=picture_from_data(product.cover),
        variants=len(variants),
        stock=sum(counted) if counted else None,
        tone=_TONES[ProductStatus(product.status)],
    )
