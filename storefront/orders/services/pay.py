from datetime import datetime

from django.db import connection, transaction

from kernel import clock
from storefront.inventory import services as inventory

from ..events import OrderPaid, OrderReceived, OrderShipped, announce_about, wake_at
from ..models import Order, OrderMove
from ..moving import locked_order, move
from ..states import (
    ORDER_MOVES,
    PAYMENT_MOVES,
    SHIPPING_MOVES,
    OrderState,
    PaymentState,
    ShippingState,
)


@transaction.atomic
def mark_paid(
    order_id: int, *, reference: str, at: datetime | None = None, by: str = "payment"
) -> bool:
    """The order's money has come in. `reference` names the payment; the same one twice changes nothing.

    False when the order cannot take it (cancelled meanwhile, or paid by another payment): the caller
    gives the money back.
    """
    return mark_locked_paid(locked_order(order_id), reference=reference, at=at, by=by)


def mark_locked_paid(
    order: Order, *, reference: str, at: datetime | None = None, by: str = "payment"
) -> bool:
    """As mark_paid, for an order the caller has locked in its transaction."""
    if order.payment_state != PaymentState.UNPAID:
        return order.payment_reference == reference
    if (order.state, "pay") not in ORDER_MOVES:
        return False
    _take(order, reference=reference, at=at or clock.now(), by=by)
    return True


def _take(order: Order, *, reference: str, at: datetime, by: str) -> None:
    moves = [
        move(order, ORDER_MOVES, "pay", by=by, why=reference),
        move(order, PAYMENT_MOVES, "pay", by=by, why=reference),
    ]
    order.paid_at, order.payment_reference = at, reference
    order.order_seq = _next_order_seq(order.customer_id)
    announce_about(order.pk, OrderPaid(order.pk, order.number))
    if not order.requires_shipping:
        moves += _nothing_to_send(order)
    order.save(
        update_fields=[
            "state",
            "payment_state",
            "shipping_state",
            "paid_at",
            "shipped_at",
            "received_at",
            "payment_reference",
            "order_seq",
        ]
    )
    OrderMove.objects.bulk_create(moves)
    inventory.commit(order.number)


def _nothing_to_send(order: Order) -> list[OrderMove]:
    """Goods without a parcel are with the buyer as soon as they are paid for."""
    order.shipped_at = order.received_at = clock.now()
    announce_about(order.pk, OrderShipped(order.pk, order.number))
    announce_about(order.pk, OrderReceived(order.pk, order.number))
    return [
        move(order, SHIPPING_MOVES, "ship_rest", by="system", why="nothing to send"),
        move(order, ORDER_MOVES, "ship", by="system", why="nothing to send"),
        move(order, ORDER_MOVES, "receive", by="system", why="nothing to send"),
    ]


def _next_order_seq(customer_id: int | None) -> int | None:
    """Counts the customer's paid orders, one at a time however many are paid at once."""
    if customer_id is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO orders_customerorders AS counted (customer_id, paid_orders) VALUES (%s, 1) "
            "ON CONFLICT (customer_id) DO UPDATE SET paid_orders = counted.paid_orders + 1 "
            "RETURNING paid_orders",
            [customer_id],
        )
        return cursor.fetchone()[0]


@transaction.atomic
def extend_payment_time(
    order_id: int, *, pay_by: datetime | None, on_delivery: bool = False
) -> bool:
    """Wait longer for the money (bank transfer), or take it at the door (`on_delivery`, no end).

    Never shorter than was promised. False when the order no longer awaits payment, or a part of it is on its way
    to be paid at the door.
    """
    order = locked_order(order_id)
    if (
        order.state != OrderState.AWAITING_PAYMENT
        or order.shipping_state != ShippingState.UNSHIPPED
    ):
        return False
    if pay_by and order.pay_by:
        pay_by = max(pay_by, order.pay_by)
    order.pay_by, order.pay_on_delivery = pay_by, on_delivery
    order.save(update_fields=["pay_by", "pay_on_delivery"])
    inventory.extend(order.number, expires_at=pay_by)
    if pay_by:
        wake_at(order.pk, "payment", pay_by)
    return True
