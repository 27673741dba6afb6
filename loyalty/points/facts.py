"""Reading an order for `evaluate`."""

from kernel.money import split
from storefront.orders.models import Order
from storefront.orders.selectors import order_by_id
from storefront.orders.states import OrderState, PaymentState

from .evaluate import OrderFacts

SOURCE = "points"  # the name of our discounts on orders and refunds


def order_facts(order_id: int) -> OrderFacts:
    return facts_of(order_by_id(order_id))


def facts_of(order: Order) -> OrderFacts:
    """From an order with its lines and discounts."""
    lines = sorted(order.lines.all(), key=lambda line: line.position)
    discounts = [d for d in order.discounts.all() if d.source == SOURCE]
    back = sum(
        sum(split(share, [1] * line.quantity)[: line.refunded_quantity])
        for discount in discounts
        for share, line in zip(discount.shares, lines, strict=True)
    )
    return OrderFacts(
        order_id=order.pk,
        number=order.number,
        customer_id=order.customer_id,
        paid=order.payment_state != PaymentState.UNPAID,
        cancelled=order.state == OrderState.CANCELLED,
        received_at=order.received_at,
        goods_minor=sum(line.total_minor for line in lines),
        goods_back_minor=sum(line.refunded_minor for line in lines),
        points_discount_minor=sum(discount.amount_minor for discount in discounts),
        points_discount_back_minor=back,
    )
