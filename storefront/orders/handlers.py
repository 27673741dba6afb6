from kernel.events import handles

from .events import OrderTimeUp
from .services import complete_received, expire_unpaid, receive_in_silence

STEPS = {
    "payment": expire_unpaid,
    "receipt": receive_in_silence,
    "completion": complete_received,
}


@handles(OrderTimeUp, name="orders.go_on")
def go_on(event: OrderTimeUp) -> None:
    """An order that waited in vain takes its next step; one that went on meanwhile is left alone."""
    STEPS[event.step](event.order_id)
