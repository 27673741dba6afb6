"""Each writes at most a few rows; the mail itself is sent by a task."""

from datetime import timedelta

from kernel.events import handles
from storefront.aftersales.selectors import refund_by_id
from storefront.orders.events import (
    OrderCancelled,
    OrderCorrected,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
)
from storefront.orders.selectors import order_to_pay
from storefront.payments.selectors import payment_settings
from storefront.shipping.events import ParcelSent, PickupReady
from storefront.shipping.selectors import pickup_of, shipment_by_id

from .events import OrderMailDue
from .kinds import Kind
from .services import confirm_again, queue_mail, queue_staff_notice, ring

PATIENCE = timedelta(minutes=5)


@handles(OrderPlaced, name="messages.order_placed")
def order_placed(event: OrderPlaced) -> None:
    """Waits a little: who pays at once gets one mail, not two."""
    order = order_to_pay(event.order_id)
    time_to_pay = order.pay_by - order.placed_at if order.pay_by else PATIENCE * 3
    wait = min(PATIENCE, time_to_pay / 3)
    queue_mail(order, Kind.RECEIVED, happened_at=order.placed_at, wait=wait)
    if payment_settings().cash_on_delivery:  # whether this one is, the shopper says in a moment
        queue_staff_notice(order, happened_at=order.placed_at, at_the_door=True, wait=wait)


@handles(OrderPaid, name="messages.order_paid")
def order_paid(event: OrderPaid) -> None:
    order = order_to_pay(event.order_id)
    happened_at = order.paid_at or order.placed_at
    queue_mail(order, Kind.PAID, happened_at=happened_at)
    if not order.pay_on_delivery:
        queue_staff_notice(order, happened_at=happened_at)


@handles(ParcelSent, name="messages.parcel_sent")
def parcel_sent(event: ParcelSent) -> None:
    parcel = shipment_by_id(event.shipment_id)
    order = order_to_pay(event.order_id)
    queue_mail(order, Kind.SHIPPED, about=str(parcel.pk), happened_at=parcel.shipped_at)


@handles(PickupReady, name="messages.pickup_ready")
def pickup_ready(event: PickupReady) -> None:
    order = order_to_pay(event.order_id)
    pickup = pickup_of(order)
    if pickup and pickup.ready_at:
        queue_mail(order, Kind.READY, happened_at=pickup.ready_at)


@handles(OrderCancelled, name="messages.order_cancelled")
def order_cancelled(event: OrderCancelled) -> None:
    order = order_to_pay(event.order_id)
    happened_at = order.cancelled_at or order.placed_at
    queue_mail(order, Kind.CANCELLED, happened_at=happened_at)


@handles(OrderRefunded, name="messages.order_refunded")
def order_refunded(event: OrderRefunded) -> None:
    refund = refund_by_id(event.refund_id)
    queue_mail(refund.order, Kind.REFUNDED, about=str(refund.pk), happened_at=refund.created_at)


@handles(OrderCorrected, name="messages.order_corrected")
def order_corrected(event: OrderCorrected) -> None:
    """To the new address, when staff asked for it."""
    if event.mail_by:
        confirm_again(order_to_pay(event.order_id), by=event.mail_by)


@handles(OrderMailDue, name="messages.look_after_mail")
def look_after_mail(event: OrderMailDue) -> None:
    ring(event.mail_id)
