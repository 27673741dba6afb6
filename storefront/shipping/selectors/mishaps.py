"""What of an order was lost or came back and is not settled yet. Worked out from its lines, so it is never behind."""

from collections import Counter
from dataclasses import dataclass

from storefront.orders.models import Order
from storefront.orders.states import PaymentState

from ..models import Shipment
from ..states import ReturnedGoods, ShipmentState
from .parcels import shipments_of

_NOT_THERE = (ShipmentState.LOST, ShipmentState.RETURNED)


@dataclass(frozen=True)
class Mishap:
    """A parcel of which some goods, by order line id, are neither sent again nor refunded."""

    parcel: Shipment
    units: dict[int, int]


def open_mishaps(order: Order) -> list[Mishap]:
    """Oldest first. Refunded units count against those not sent, then against those that did not arrive."""
    if order.payment_state in (PaymentState.UNPAID, PaymentState.REFUNDED):
        return []
    refunded = {
        line.pk: max(line.refunded_quantity - (line.quantity - line.shipped_quantity), 0)
        for line in order.lines.all()
    }
    found = []
    for parcel in shipments_of(order):
        if parcel.state in _NOT_THERE and not parcel.sent_again_at:
            units = {}
            for part in parcel.lines.all():
                settled = min(refunded[part.order_line_id], part.quantity)
                refunded[part.order_line_id] -= settled
                if part.quantity > settled:
                    units[part.order_line_id] = part.quantity - settled
            if units:
                found.append(Mishap(parcel, units))
    return found


def has_open_mishap(order: Order) -> bool:
    """For orders.ports.receipt_stops."""
    return bool(open_mishaps(order))


def units_not_in_hand(order: Order) -> dict[int, int]:
    """Unsettled units by order line id that no refund puts into stock: lost, of no use, or in stock already."""
    away: Counter[int] = Counter()
    for mishap in open_mishaps(order):
        if mishap.parcel.goods != ReturnedGoods.KEPT:
            away.update(mishap.units)
    return dict(away)
