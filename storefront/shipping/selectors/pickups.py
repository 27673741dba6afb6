from ..models import Pickup
from ..states import PickupState


def pickup_of(order_id: int) -> Pickup | None:
    """The order's pick-up with its moves; None for what is sent."""
    return Pickup.objects.filter(order_id=order_id).prefetch_related("moves").first()


def open_pickup_of_code(code: str) -> Pickup | None:
    """The one pick-up that waits under this code, with its order."""
    waiting = Pickup.objects.exclude(state=PickupState.COLLECTED).select_related("order")
    return waiting.filter(code=code.strip()).first()
