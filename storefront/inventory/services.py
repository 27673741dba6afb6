"""Every write locks the stock rows in the order of their variants, so two orders never wait in a circle."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection, transaction

from tenants.audit.services import record_changes
from tenants.freshness.services import renew_pages

from .errors import OutOfStock
from .models import Reservation, StockItem, StockSettings
from .selectors import FEW, low_cache, settings_cache

HELD, COMMITTED, RELEASED = (
    Reservation.State.HELD,
    Reservation.State.COMMITTED,
    Reservation.State.RELEASED,
)


@transaction.atomic
def set_on_hand(counted: Mapping[int, int]) -> None:
    """What was counted, by variant id. Units that unpaid orders keep stay theirs: never below them."""
    known = _locked(counted)
    wanted = {v: max(counted[v], item.reserved) - item.on_hand for v, item in known.items()}
    _change(wanted, on_hand=1)
    StockItem.objects.bulk_create(
        [StockItem(variant_id=v, on_hand=max(n, 0)) for v, n in counted.items() if v not in known],
        ignore_conflicts=True,
    )
    low_cache.invalidate()


@transaction.atomic
def change_on_hand(units: Mapping[int, int]) -> None:
    """Add units to what is on hand by now (negative ones leave), by variant id: what was sold since somebody
    looked stays sold. Never below what unpaid orders keep; a variant that was not counted starts at its units.
    """
    known = _locked(units)
    wanted = {v: max(units[v], item.reserved - item.on_hand) for v, item in known.items()}
    _change(wanted, on_hand=1)
    StockItem.objects.bulk_create(
        [StockItem(variant_id=v, on_hand=max(n, 0)) for v, n in units.items() if v not in known],
        ignore_conflicts=True,
    )
    low_cache.invalidate()


@transaction.atomic
def stop_counting(variant_ids: Iterable[int]) -> None:
    """These variants never sell out from now on; orders that keep units of them go their way."""
    StockItem.objects.filter(variant_id__in=list(_locked(variant_ids))).delete()


def reserve(order_ref: str, wanted: Mapping[int, int], *, expires_at: datetime | None) -> None:
    """Keep units for an order, all or none, inside the caller's transaction; raises OutOfStock."""
    tracked = _locked(wanted)
    short = {v: i.available for v, i in tracked.items() if i.available < wanted[v]}
    if short:
        raise OutOfStock(short)
    if not tracked:
        return
    _change({v: wanted[v] for v in tracked}, reserved=1)
    Reservation.objects.bulk_create(
        Reservation(order_ref=order_ref, variant_id=v, quantity=wanted[v], expires_at=expires_at)
        for v in sorted(tracked)
    )


def commit(order_ref: str) -> None:
    """The order is paid: what it kept leaves the stock. A second call changes nothing."""
    kept = _move(order_ref, to=COMMITTED)
    _change(kept, on_hand=-1, reserved=-1)


def release(order_ref: str) -> None:
    """The order fell through: what it kept can be sold again. A second call changes nothing."""
    kept = _move(order_ref, to=RELEASED)
    _change(kept, reserved=-1)


def extend(order_ref: str, *, expires_at: datetime | None) -> None:
    """Keep what is held for longer (None: until told otherwise)."""
    Reservation.objects.filter(order_ref=order_ref, state=HELD).update(expires_at=expires_at)


@transaction.atomic
def save_stock_settings(*, low_at: int) -> None:
    StockSettings.objects.update_or_create(pk=1, defaults={"low_at": low_at})
    settings_cache.invalidate()
    low_cache.invalidate()


@transaction.atomic
def restock(returned: Mapping[int, int]) -> None:
    """Units that came back; variants that are not tracked are skipped."""
    tracked = _locked(returned)
    _change({v: returned[v] for v in tracked}, on_hand=1)


@transaction.atomic
def take(units: Mapping[int, int]) -> None:
    """Units that leave for an order beyond what it kept (a lost parcel is sent again), all or none; raises OutOfStock."""
    tracked = _locked(units)
    short = {v: i.available for v, i in tracked.items() if i.available < units[v]}
    if short:
        raise OutOfStock(short)
    _change({v: units[v] for v in tracked}, on_hand=-1)


def _locked(variant_ids: Iterable[int]) -> dict[int, StockItem]:
    rows = StockItem.objects.filter(variant_id__in=list(variant_ids)).order_by("variant_id")
    return {item.variant_id: item for item in rows.select_for_update(no_key=True)}


def _move(order_ref: str, *, to: str) -> dict[int, int]:
    """Take the order's held reservations to another state; answers what they held."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inventory_reservation SET state = %s WHERE order_ref = %s AND state = %s "
            "RETURNING variant_id, quantity",
            [to, order_ref, HELD],
        )
        kept = dict(cursor.fetchall())
    if len(kept) > 1:
        _locked(kept)  # one row needs no order
    return kept


def _change(units: Mapping[int, int], *, on_hand: int = 0, reserved: int = 0) -> None:
    """Add `units` times the given signs to locked rows, in one statement, which tells the trail itself."""
    if not units:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE inventory_stockitem AS stock SET on_hand = stock.on_hand + %s * change.units, "
            "reserved = stock.reserved + %s * change.units "
            "FROM unnest(%s::bigint[], %s::int[]) AS change (variant_id, units) "
            "WHERE stock.variant_id = change.variant_id "
            "RETURNING stock.variant_id, change.units, stock.on_hand, stock.on_hand - stock.reserved",
            [on_hand, reserved, list(units.keys()), list(units.values())],
        )
        changes = cursor.fetchall()
    if any(
        _shown(left) != _shown(left - (on_hand - reserved) * n) for _v, n, _now, left in changes
    ):
        renew_pages()
    told = {v: ({"on_hand": now - on_hand * n}, {"on_hand": now}) for v, n, now, _left in changes}
    record_changes(StockItem, told)


def _shown(left: int) -> int:
    """What the shop's pages tell of the units left: beyond a few they all look the same."""
    return min(left, FEW + 1)
