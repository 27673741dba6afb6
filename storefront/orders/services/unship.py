"""The order's side of sending once more what did not arrive: shipping.services.send_again calls it."""

from collections.abc import Mapping

from django.db import transaction

from kernel.states import MoveRefused

from ..errors import NothingToShip
from ..models import OrderLine, OrderMove
from ..moving import locked_order, move
from ..states import ORDER_MOVES, SHIPPING_MOVES, OrderState, PaymentState

_UNDER_WAY = (OrderState.PAID, OrderState.SHIPPED)
_NO_MONEY = (PaymentState.UNPAID, PaymentState.REFUNDED)


@transaction.atomic
def take_back_shipment(
    order_id: int, units: Mapping[int, int], *, by: str, why: str = ""
) -> dict[int, int]:
    """Units that did not arrive count as not sent, by order line id: the order waits to be sent again.

    Answers how many of them can be sent: what was refunded meanwhile is not. Raises NothingToShip when that is
    none of them, MoveRefused when the order is not paid, received or over.
    """
    order = locked_order(order_id)
    if order.state not in _UNDER_WAY or order.payment_state in _NO_MONEY:
        raise MoveRefused
    lines = {line.pk: line for line in order.lines.all()}
    again = _taken_back(lines, units)
    OrderLine.objects.bulk_update([lines[pk] for pk in units], ["shipped_quantity"])
    part = any(line.shipped_quantity for line in lines.values())
    rows = [move(order, SHIPPING_MOVES, "unship_part" if part else "unship", by=by, why=why)]
    if order.state == OrderState.SHIPPED:
        rows.append(move(order, ORDER_MOVES, "send_again", by=by, why=why))
        order.shipped_at = None
    order.save(update_fields=["state", "shipping_state", "shipped_at"])
    OrderMove.objects.bulk_create(rows)
    return again


def _taken_back(lines: Mapping[int, OrderLine], units: Mapping[int, int]) -> dict[int, int]:
    again = {}
    for pk, quantity in units.items():
        waited = lines[pk].shippable_quantity
        lines[pk].shipped_quantity -= quantity
        again[pk] = lines[pk].shippable_quantity - waited
    again = {pk: quantity for pk, quantity in again.items() if quantity}
    if not again:
        raise NothingToShip
    return again
