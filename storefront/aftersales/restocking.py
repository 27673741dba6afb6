"""Which goods of a refund go to stock: never those of a lost parcel, or that are in stock already since one came back."""

from collections import Counter

from storefront.orders.models import Order
from storefront.shipping.selectors import units_not_in_hand

from .ports import RefundPlan


def units_to_restock(order: Order, plan: RefundPlan) -> dict[int, int]:
    """By variant. Refunded units are first those not sent, then those of parcels that did not arrive."""
    lines = {line.pk: line for line in order.lines.all()}
    away = units_not_in_hand(order)
    units: Counter[int] = Counter()
    for part in plan.lines:
        line = lines[part.order_line_id]
        unsent = max(line.quantity - line.shipped_quantity - line.refunded_quantity, 0)
        sent = max(part.quantity - unsent, 0)
        units[line.variant_id] += part.quantity - min(sent, away.get(line.pk, 0))
    return {variant: quantity for variant, quantity in units.items() if quantity}
