from dataclasses import dataclass

from storefront.orders.models import Order
from storefront.orders.selectors import order_by_id
from storefront.orders.states import PaymentState

from ..errors import OrderNotPaid
from ..plan import RefundWish, plan_refund
from ..ports import Effect, RefundPlan, refund_effects


@dataclass(frozen=True)
class RefundPreview:
    """What would go back where, and what else would happen."""

    plan: RefundPlan
    effects: list[Effect]


def preview_refund(order_id: int, wish: RefundWish) -> RefundPreview:
    """Says what `refund` would do, and does nothing. Raises OrderNotPaid, NothingToRefund, MoreThanLeft."""
    order = order_by_id(order_id)
    return compute(order, wish)


def compute(order: Order, wish: RefundWish) -> RefundPreview:
    if order.payment_state == PaymentState.UNPAID:
        raise OrderNotPaid
    plan = plan_refund(order, list(order.lines.all()), wish)
    effects = [effect for source in refund_effects for effect in source(order, plan)]
    return RefundPreview(plan, effects)
