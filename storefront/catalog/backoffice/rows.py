"""What the list of products shows, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from backoffice.screens import Tab
from kernel import clock
from kernel.money import Money
from media.pictures import PictureView, picture_from_data
from tenants.profile.selectors import current_profile

from .. import ports
from ..models import Product, Variant
from ..models.product import ProductStatus
from .filters import STATES

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
    label: Any
    price_text: str  # as it is typed


def product_rows(products: Iterable[Product]) -> list[ProductRow]:
    """Two queries more for a page of products: their variants, and the stock."""
    shown = list(products)
    variants: dict[int, list[int]] = {product.pk: [] for product in shown}
    active = Variant.objects.filter(product__in=shown, is_active=True)
    for product_id, pk in active.values_list("product_id", "pk"):
        variants[product_id].append(pk)
    stock = ports.stock_reader([pk for pks in variants.values() for pk in pks])
    currency = current_profile().currency
    return [_row(product, variants[product.pk], stock, currency) for product in shown]


def status_tabs() -> list[Tab]:
    """All, then each state, with how many products have it; one query."""
    now = clock.now()
    active = Q(status=ProductStatus.ACTIVE)
    counts = Product.objects.aggregate(
        all=Count("pk"),
        active=Count("pk", filter=active & Q(published_at__lte=now)),
        scheduled=Count("pk", filter=active & Q(published_at__gt=now)),
        draft=Count("pk", filter=Q(status=ProductStatus.DRAFT)),
        archived=Count("pk", filter=Q(status=ProductStatus.ARCHIVED)),
    )
    tabs = [Tab(str(value), label, counts[str(value)]) for value, label in STATES]
    shown = [tab for tab in tabs if tab.value != "scheduled" or tab.count]
    return [Tab("", _("All"), counts["all"]), *shown]


def last_changed() -> QuerySet[Product]:
    """Without the texts, which are long and not shown."""
    return Product.objects.order_by("-updated_at", "-id").defer("body_html", "seo_description")


def _row(product: Product, variants: list[int], stock: dict[int, int], currency: str) -> ProductRow:
    counted = [stock[pk] for pk in variants if pk in stock]
    scheduled = product.is_scheduled
    return ProductRow(
        product=product,
        picture=picture_from_data(product.cover),
        variants=len(variants),
        stock=sum(counted) if counted else None,
        tone="busy" if scheduled else _TONES[ProductStatus(product.status)],
        label=_("scheduled") if scheduled else product.get_status_display(),
        price_text=f"{Money(product.min_price_minor, currency).decimal:f}",
    )
