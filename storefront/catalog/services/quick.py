"""Price and stock of a product's variants as they are changed in the list, against what the person saw."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kernel import clock

from .. import ports
from ..errors import ProductChanged, ProductInvalid
from ..models import Product, Variant
from .product import set_price_range

PRICE, STOCK = "price_minor", "stock"


@dataclass(frozen=True)
class Told:
    """One value of a variant. Of stock None means that it is not counted."""

    variant_id: int
    field: str  # PRICE or STOCK
    seen: int | None
    wanted: int | None

    @property
    def key(self) -> tuple[int, str]:
        return self.variant_id, self.field


@transaction.atomic
def change_quickly(product_id: int, told: Iterable[Told], *, by: str) -> None:
    """All of it or nothing. What is wanted as it was seen is left alone.

    Raises ProductChanged when a value is another by now (details: `now`, by variant and field) or a variant is
    not on sale any more.
    """
    product = Product.objects.select_for_update(no_key=True).get(pk=product_id)
    variants = {variant.pk: variant for variant in product.variants.filter(is_active=True)}
    changes = [one for one in told if one.wanted != one.seen]
    _check_unchanged(changes, variants)
    if not changes:
        return
    priced = [one for one in changes if one.field == PRICE]
    _set_prices(product, priced, variants)
    _set_stock([one for one in changes if one.field == STOCK])
    product.updated_at, product.updated_by = clock.now(), by[:80]
    product.save(update_fields=["updated_at", "updated_by"])


def only_variant(product: Product) -> Variant:
    """Raises ProductInvalid when it has more on sale, or none."""
    variants = list(product.variants.filter(is_active=True)[:2])
    if len(variants) != 1:
        raise ProductInvalid
    return variants[0]


def _check_unchanged(changes: list[Told], variants: dict[int, Variant]) -> None:
    if any(one.variant_id not in variants for one in changes):
        raise ProductChanged
    stock = ports.stock_reader([one.variant_id for one in changes if one.field == STOCK])
    now: dict[Any, int | None] = {
        one.key: stock.get(one.variant_id)
        if one.field == STOCK
        else variants[one.variant_id].price_minor
        for one in changes
    }
    stale = {one.key: now[one.key] for one in changes if now[one.key] != one.seen}
    if stale:
        raise ProductChanged(details={"now": stale})


def _set_prices(product: Product, priced: list[Told], variants: dict[int, Variant]) -> None:
    if not priced:
        return
    for one in priced:
        assert one.wanted is not None
        variants[one.variant_id].price_minor = one.wanted
    Variant.objects.bulk_update([variants[one.variant_id] for one in priced], ["price_minor"])
    set_price_range(product, list(variants.values()))
    product.save(update_fields=["min_price_minor", "max_price_minor", "compare_min_minor"])


def _set_stock(told: list[Told]) -> None:
    """The difference where it was counted: what is sold in this very moment stays sold."""
    first: dict[int, int] = {}
    more: dict[int, int] = {}
    for one in told:
        if one.wanted is not None and one.seen is not None:
            more[one.variant_id] = one.wanted - one.seen
        elif one.wanted is not None:
            first[one.variant_id] = one.wanted
    ports.stock_writer(first)
    ports.stock_changer(more)
    ports.stock_stopper([one.variant_id for one in told if one.wanted is None])
