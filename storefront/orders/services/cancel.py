from django.db import transaction

from kernel import clock
from storefront.inventory import services as inventory

from ..events import OrderCancelled, announce_about
from ..models import Order
from ..moving import locked_order, move
from ..states import ORDER_MOVES, OrderState


@transaction.atomic
def cancel_order(order_id: int, *, by: str, why: str = "") -> Order:
    """Cancel an unpaid order: its stock can be sold again. Raises MoveRefused once it is paid."""
    return _cancel(locked_order(order_id), "cancel", by=by, why=why)


@transaction.atomic
def expire_unpaid(order_id: int) -> bool:
    """Cancel the order when its time to pay is over; True when it was."""
    order = locked_order(order_id)
    if order.state != OrderState.AWAITING_PAYMENT:
        return False
    if order.pay_by is None or order.pay_by > clock.now():
        return False
    _cancel(order, "expire", by="system", why="not paid in time")
    return True


def _cancel(order: Order, verb: str, *, by: str, why: str) -> Order:
    row = move(order, ORDER_MOVES, verb, by=by, why=why)
    order.cancelled_at = row.at
    order.save(update_fields=["state", "cancelled_at"])
    row.save()
    inventory.release(order.number)
    announce_about(order.pk, OrderCancelled(order.pk, order.number))
    return order
