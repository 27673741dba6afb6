from collections import Counter

from django.db import transaction

from kernel import clock
from kernel.states import MoveRefused
from storefront.inventory import services as inventory

from ..errors import PartlySent
from ..events import OrderCancelled, announce_about
from ..models import Order
from ..moving import locked_order, move
from ..states import ORDER_MOVES, OrderState, PaymentState, ShippingState


@transaction.atomic
def cancel_order(order_id: int, *, by: str, why: str = "") -> Order:
    """Cancel an unpaid order: its stock can be sold again.

    Raises MoveRefused once it is paid, PartlySent once a part of it is on its way to be paid at the door.
    """
    order = locked_order(order_id)
    if order.shipping_state != ShippingState.UNSHIPPED:
        raise PartlySent
    return _cancel(order, "cancel", by=by, why=why)


@transaction.atomic
def close_refused(order_id: int, *, restock: bool, by: str, why: str = "") -> Order:
    """Nobody took it at the door: the order is over without money. shipping.services calls it.

    What was never sent goes back to stock; what was sent only when `restock` says so. Raises MoveRefused once
    the order is paid.
    """
    order = locked_order(order_id)
    if order.payment_state != PaymentState.UNPAID or not order.pay_on_delivery:
        raise MoveRefused
    back: Counter[int] = Counter()
    for line in order.lines.all():
        sent = 0 if restock else line.shipped_quantity
        back[line.variant_id] += line.quantity - sent
    row = move(order, ORDER_MOVES, "come_back", by=by, why=why)
    order.cancelled_at = row.at
    order.save(update_fields=["state", "cancelled_at"])
    row.save()
    inventory.restock({variant: units for variant, units in back.items() if units})
    announce_about(order.pk, OrderCancelled(order.pk, order.number))
    return order


@transaction.atomic
def expire_unpaid(order_id: int) -> bool:
    """Cancel the order when its time to pay is over; True when it was."""
    order = locked_order(order_id)
    if (
        order.state != OrderState.AWAITING_PAYMENT
        or order.shipping_state != ShippingState.UNSHIPPED
    ):
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
