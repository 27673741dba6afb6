"""The order's side of sending: shipping.services.ship_order calls it."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from storefront.inventory import services as inventory

from ..errors import NothingToShip
from ..events import OrderShipped, announce_about, wake_at
from ..models import Order, OrderLine, OrderMove
from ..moving import locked_order, move
from ..selectors import order_settings
from ..states import ORDER_MOVES, SHIPPING_MOVES, OrderState


@transaction.atomic
def record_shipment(
    order_id: int, units: Mapping[int, int] | None, *, by: str, why: str = ""
) -> dict[int, int]:
    """Units on their way, by order line id; None means everything that is left.

    Answers what was recorded. Raises NothingToShip, or MoveRefused when the order may not be sent.
    """
    order = locked_order(order_id)
    lines = {line.pk: line for line in order.lines.all()}
    _check_payment(order)
    sent = _units_to_send(lines, units)
    for line_id, quantity in sent.items():
        lines[line_id].shipped_quantity += quantity
    OrderLine.objects.bulk_update([lines[i] for i in sent], ["shipped_quantity"])
    rest = any(line.shippable_quantity for line in lines.values())
    rows = [move(order, SHIPPING_MOVES, "ship_part" if rest else "ship_rest", by=by, why=why)]
    if not rest:
        rows.append(finish_shipping(order, by=by, why=why))
    order.save(update_fields=["state", "shipping_state", "shipped_at"])
    OrderMove.objects.bulk_create(rows)
    if order.pay_on_delivery:
        inventory.commit(order.number)
    return sent


def finish_shipping(order: Order, *, by: str, why: str) -> OrderMove:
    """Nothing is left to send: the order's own move, unsaved."""
    row = move(order, ORDER_MOVES, "ship", by=by, why=why)
    order.shipped_at = row.at
    announce_about(order.pk, OrderShipped(order.pk, order.number))
    wake_at(order.pk, "receipt", row.at + timedelta(days=order_settings().auto_receive_days))
    return row


def _check_payment(order: Order) -> None:
    if order.state == OrderState.AWAITING_PAYMENT and order.pay_on_delivery:
        return
    if order.state != OrderState.PAID:
        raise NothingToShip


def _units_to_send(
    lines: Mapping[int, OrderLine], units: Mapping[int, int] | None
) -> dict[int, int]:
    left = {pk: line.shippable_quantity for pk, line in lines.items()}
    wanted = left if units is None else units
    sent = {pk: quantity for pk, quantity in wanted.items() if quantity > 0}
    if not sent or any(quantity > left.get(pk, 0) for pk, quantity in sent.items()):
        raise NothingToShip
    return sent
