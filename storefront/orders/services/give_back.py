"""The order's side of a refund: aftersales.services.refund calls it."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..events import OrderRefunded, announce_about
from ..models import Order, OrderLine, OrderMove
from ..moving import move
from ..states import ORDER_MOVES, PAYMENT_MOVES, SHIPPING_MOVES, OrderState
from .ship import finish_shipping


@dataclass(frozen=True, slots=True)
class LineBack:
    quantity: int
    amount_minor: int


def record_refund(
    order: Order,
    lines: Mapping[int, OrderLine],
    *,
    back: Mapping[int, LineBack],
    shipping_minor: int,
    refund_id: int,
    by: str,
    why: str = "",
) -> None:
    """Write off units and money of a locked order (`lines` by id) in the caller's transaction."""
    for line_id, part in back.items():
        lines[line_id].refunded_quantity += part.quantity
        lines[line_id].refunded_minor += part.amount_minor
    OrderLine.objects.bulk_update([lines[i] for i in back], ["refunded_quantity", "refunded_minor"])
    order.refunded_minor += shipping_minor + sum(part.amount_minor for part in back.values())
    order.shipping_refunded_minor += shipping_minor
    whole = order.refunded_minor == order.total_minor and not any(
        line.refundable_quantity for line in lines.values()
    )
    verb = "refund_whole" if whole else "refund_part"
    rows = [move(order, PAYMENT_MOVES, verb, by=by, why=why), *_after(order, lines, by, why)]
    order.save()
    OrderMove.objects.bulk_create(rows)
    announce_about(order.pk, OrderRefunded(order.pk, order.number, refund_id))


def _after(order: Order, lines: Mapping[int, OrderLine], by: str, why: str) -> list[OrderMove]:
    """A paid order of which nothing is left to send is over, or on its way with what was sent."""
    if order.state != OrderState.PAID or any(line.shippable_quantity for line in lines.values()):
        return []
    if any(line.shipped_quantity for line in lines.values()):
        sent = move(order, SHIPPING_MOVES, "ship_rest", by=by, why=why)
        return [sent, finish_shipping(order, by=by, why=why)]
    row = move(order, ORDER_MOVES, "refund_whole", by=by, why=why)
    order.cancelled_at = row.at
    return [row]
