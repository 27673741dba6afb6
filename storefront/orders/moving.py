"""Locking an order and moving it from state to state, with a row for each move."""

from datetime import datetime

from kernel import clock
from kernel.states import Moves

from .errors import OrderNotFound
from .models import Order, OrderMove
from .states import ORDER_MOVES, PAYMENT_MOVES, SHIPPING_MOVES

FIELDS = {ORDER_MOVES: "state", PAYMENT_MOVES: "payment_state", SHIPPING_MOVES: "shipping_state"}


def locked_order(order_id: int) -> Order:
    """The order, ours until the transaction ends; raises OrderNotFound."""
    order = Order.objects.select_for_update(no_key=True).filter(pk=order_id).first()
    if order is None:
        raise OrderNotFound
    return order


def move(
    order: Order, machine: Moves, verb: str, *, by: str, why: str = "", at: datetime | None = None
) -> OrderMove:
    """Set the order's new state and answer the row of the move, unsaved; raises MoveRefused."""
    field = FIELDS[machine]
    before = getattr(order, field)
    after = machine.to(before, verb)
    setattr(order, field, after)
    return OrderMove(
        order=order,
        machine=machine.name,
        verb=verb,
        from_state=before,
        to_state=after,
        by=by,
        why=why,
        at=at or clock.now(),
    )
