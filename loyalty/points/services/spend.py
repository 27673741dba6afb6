"""Points at checkout: set aside with the order, taken at payment, given back by cancelling and refunds."""

from datetime import timedelta

from kernel import clock
from ledger.errors import InsufficientBalance
from ledger.models import Hold
from ledger.selectors import hold_of, lots_taken, restored_amount
from ledger.services import (
    Entry,
    capture_hold,
    extend_expiry,
    open_hold,
    post,
    release_hold,
)

from ..accounts import ACTIVE, REDEEMED
from ..errors import NotEnoughPoints
from ..evaluate import OrderFacts, points_to_restore
from .expire import expire_points, watch_lot


def hold_points(member_id: int, amount: int, *, order_id: int) -> Hold:
    """Set points aside for an order, in its transaction. The hold lasts as long as the order waits.

    Raises NotEnoughPoints.
    """
    try:
        return open_hold(ACTIVE.of(member_id), amount, key=hold_key(order_id))
    except InsufficientBalance as refusal:
        raise NotEnoughPoints(field="points", details=refusal.details) from None


def hold_key(order_id: int) -> str:
    return f"points:order:{order_id}"


def settle_spent(member_id: int, order: OrderFacts, *, grace_days: int) -> None:
    """Bring what was set aside to where the order stands. The member's accounts are locked."""
    hold = hold_of(hold_key(order.order_id))
    if hold is None:
        return
    if order.paid and hold.state == Hold.OPEN:
        _capture(hold, order)
        hold.refresh_from_db()
    elif order.cancelled and hold.state == Hold.OPEN:
        release_hold(hold)
        expire_points(member_id)
    if hold.transfer_id is not None:
        _restore(member_id, hold.transfer_id, hold.captured, order, grace_days)


def _capture(hold: Hold, order: OrderFacts) -> None:
    key = f"points:spend:order:{order.order_id}"
    capture_hold(hold, REDEEMED, key=key, kind="points.spent", note={"order": order.number})


def _restore(member_id: int, spending: int, spent: int, order: OrderFacts, grace_days: int) -> None:
    """`spending` is the transfer that took `spent` points."""
    target = points_to_restore(spent, order)
    missing = target - restored_amount(spending)
    if missing <= 0:
        return
    entry = Entry(REDEEMED, ACTIVE.of(member_id), missing, restores=spending)
    post(
        [entry],
        key=f"points:restore:order:{order.order_id}:{target}",
        kind="points.restored",
        note={"order": order.number},
    )
    _give_grace(member_id, spending, grace_days)


def _give_grace(member_id: int, transfer_id: int, days: int) -> None:
    """Lots that ended meanwhile live on for some days, so that what came back can be used."""
    now = clock.now()
    ended = [
        use.lot_id
        for use in lots_taken(transfer_id)
        if use.restored and use.lot.expires_at and use.lot.expires_at <= now
    ]
    if ended and days:
        until = now + timedelta(days=days)
        extend_expiry(ACTIVE.of(member_id), ended, until=until)
        for lot_id in ended:
            watch_lot(member_id, lot_id, until)
    elif ended:
        expire_points(member_id)
