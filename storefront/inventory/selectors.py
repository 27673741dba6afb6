from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from tenants.directory.near_cache import NearCache

from .models import StockItem, StockSettings

WORST = 6
FEW = 5  # from here on the shop's pages say how many are left


@dataclass(frozen=True)
class LowStock:
    """How many variants on sale are running out, and the worst of them with what is left."""

    count: int
    worst: tuple[tuple[int, int], ...]  # variant id, units left


def _load_settings() -> StockSettings:
    return StockSettings.objects.first() or StockSettings()


settings_cache: NearCache[StockSettings] = NearCache("stock-settings", _load_settings)


def stock_settings() -> StockSettings:
    """Read-only: shared between requests."""
    return settings_cache.get()


def available(variant_ids: Iterable[int]) -> dict[int, int | None]:
    """Units that can be sold now, for each variant asked for; None: not tracked, never runs out."""
    wanted: dict[int, int | None] = dict.fromkeys(variant_ids)
    rows = StockItem.objects.filter(variant_id__in=wanted)
    for variant_id, on_hand, reserved in rows.values_list("variant_id", "on_hand", "reserved"):
        wanted[variant_id] = on_hand - reserved
    return wanted


def on_hand(variant_ids: Iterable[int]) -> dict[int, int]:
    """Units in the house, reserved ones included; variants that are not tracked are left out."""
    rows = StockItem.objects.filter(variant_id__in=list(variant_ids))
    return dict(rows.values_list("variant_id", "on_hand"))


def sold_out_variants() -> QuerySet:
    """Ids of the tracked variants of which nothing is left to sell."""
    return StockItem.objects.filter(on_hand=F("reserved")).values("variant_id")


def low_stock_variants() -> QuerySet:
    """Ids of the tracked variants of which no more are left than the shop's threshold, sold out ones included."""
    few = F("reserved") + stock_settings().low_at
    return StockItem.objects.filter(on_hand__lte=few).values("variant_id")


def low_stock() -> LowStock:
    """Tracked variants on sale with no more left than the shop's threshold; the emptiest first. A minute old at most.

    Not indexed: an index on what is left would make every sale write it, and once a minute a scan costs less.
    """
    return low_cache.get()


def _load_low() -> LowStock:
    left = F("on_hand") - F("reserved")
    low = StockItem.objects.alias(left=left).filter(
        left__lte=stock_settings().low_at,
        variant__is_active=True,
        variant__product__status="active",
    )
    worst = low.order_by("left", "variant_id").values_list("variant_id", left)[:WORST]
    return LowStock(low.count(), tuple(worst))


low_cache: NearCache[LowStock] = NearCache("low-stock", _load_low, seconds=60)
