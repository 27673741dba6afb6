"""What each parcel of an order that is paid at the door collects: all parcels together the order's amount."""

from collections.abc import Iterable

from kernel.money import round_ratio
from storefront.orders.models import Order, OrderLine
from storefront.orders.states import PaymentState

from ..models import Shipment


def is_collected(order: Order) -> bool:
    return order.pay_on_delivery and order.payment_state == PaymentState.UNPAID


def left_to_collect(order: Order, parcels: Iterable[Shipment]) -> int:
    """What `parcels`, all that were sent so far, do not collect."""
    if not is_collected(order):
        return 0
    return max(order.payable_minor - sum(parcel.collect_minor for parcel in parcels), 0)


def collected_by_next(order: Order) -> int:
    """In minor units, for the parcel whose goods were just recorded as sent; 0 when it is paid otherwise.

    As much of the amount as its goods are worth of all that is sent; who brings the last of them collects all
    that is left, the freight and the cents of rounding with it.
    """
    if not is_collected(order):
        return 0
    left = left_to_collect(order, Shipment.objects.filter(order_id=order.pk))
    lines = [line for line in order.lines.all() if line.requires_shipping]
    if not any(line.shippable_quantity for line in lines):
        return left
    worth = sum(line.total_minor for line in lines)
    due = round_ratio(order.payable_minor, sum(map(_worth_sent, lines)), worth) if worth else 0
    return min(max(due - (order.payable_minor - left), 0), left)


def _worth_sent(line: OrderLine) -> int:
    return line.total_minor * line.shipped_quantity // line.quantity
