"""What payments ask of an order."""

from storefront.orders.models import Order
from storefront.orders.states import OrderState
from storefront.orders.states import PaymentState as OrderPaymentState


def needs_payment(order: Order) -> bool:
    """Still unpaid and not cancelled: money that comes now is for this order."""
    return order.payment_state == OrderPaymentState.UNPAID and order.state != OrderState.CANCELLED


def locked_order(order_id: int) -> Order:
    """Taken before any payment of the order, everywhere, so that nobody waits in a circle."""
    return Order.objects.select_for_update(no_key=True).get(pk=order_id)
