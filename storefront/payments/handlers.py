"""Reactions to others' events."""

from kernel.events import handles
from storefront.orders.events import OrderCancelled

from .services import close_open_payments


@handles(OrderCancelled, name="payments.close_open_payments")
def close_payments_of_cancelled_order(event: OrderCancelled) -> None:
    close_open_payments(event.order_id, why="the order was cancelled")
