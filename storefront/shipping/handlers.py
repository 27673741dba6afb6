from kernel.events import handles
from storefront.orders.events import OrderReceived

from .services import deliver_shipments


@handles(OrderReceived, name="shipping.deliver")
def deliver(event: OrderReceived) -> None:
    """What the buyer has in hand is not on its way any more."""
    deliver_shipments(event.order_id, by="system", why="order received")
