"""Reactions to orders, and to our own alarm clocks."""

from kernel.events import handles
from storefront.orders.events import OrderCancelled, OrderPaid, OrderReceived, OrderRefunded

from .events import PointsFallDue, PointsLotEnds
from .services import expire_points, settle_points


@handles(OrderPaid, name="points.order_paid")
def order_paid(event: OrderPaid) -> None:
    settle_points(event.order_id, earn=True)


@handles(OrderCancelled, name="points.order_cancelled")
def order_cancelled(event: OrderCancelled) -> None:
    settle_points(event.order_id)


@handles(OrderReceived, name="points.order_received")
def order_received(event: OrderReceived) -> None:
    settle_points(event.order_id)


@handles(OrderRefunded, name="points.order_refunded")
def order_refunded(event: OrderRefunded) -> None:
    settle_points(event.order_id)


@handles(PointsFallDue, name="points.fall_due")
def points_fall_due(event: PointsFallDue) -> None:
    settle_points(event.order_id)


@handles(PointsLotEnds, name="points.lot_ends")
def points_lot_ends(event: PointsLotEnds) -> None:
    expire_points(event.member_id)
