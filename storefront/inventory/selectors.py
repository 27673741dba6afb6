from collections.abc import Iterable

from django.db.models import F, QuerySet

from .models import StockItem


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
