from datetime import timedelta

from django.db import transaction

from kernel import clock

from ..events import OrderReceived, announce_about, wake_at
from ..models import Order
from ..moving import locked_order, move
from ..ports import receipt_stops
from ..selectors import order_settings
from ..states import ORDER_MOVES, OrderState


@transaction.atomic
def confirm_receipt(order_id: int, *, by: str, why: str = "") -> Order:
    """The goods have arrived. Raises MoveRefused when nothing is on its way."""
    return _receive(locked_order(order_id), by=by, why=why)


@transaction.atomic
def receive_in_silence(order_id: int) -> bool:
    """Count an order as received when the shopper has said nothing for the days the shop waits.

    Looks again later when it was sent once more meanwhile, or when something of it has yet to be settled.
    """
    order = locked_order(order_id)
    if order.state != OrderState.SHIPPED or order.shipped_at is None:
        return False
    now = clock.now()
    ends_at = order.shipped_at + timedelta(days=order_settings().auto_receive_days)
    if ends_at > now or any(stops(order) for stops in receipt_stops):
        wake_at(order.pk, "receipt", ends_at if ends_at > now else now + timedelta(days=1))
        return False
    _receive(order, by="system", why="no word from the shopper in time")
    return True


def _receive(order: Order, *, by: str, why: str) -> Order:
    row = move(order, ORDER_MOVES, "receive", by=by, why=why)
    order.received_at = row.at
    order.save(update_fields=["state", "received_at"])
    row.save()
    announce_about(order.pk, OrderReceived(order.pk, order.number))
    wake_at(order.pk, "completion", row.at + timedelta(days=order_settings().complete_days))
    return order


@transaction.atomic
def complete_received(order_id: int) -> bool:
    """Close an order some days after its receipt; True when it was."""
    order = locked_order(order_id)
    if order.state != OrderState.RECEIVED:
        return False
    row = move(order, ORDER_MOVES, "complete", by="system")
    order.completed_at = clock.now()
    order.save(update_fields=["state", "completed_at"])
    row.save()
    return True
