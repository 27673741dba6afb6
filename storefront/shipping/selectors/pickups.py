from django.db.models import prefetch_related_objects

from storefront.orders.models import Order

from ..models import Pickup
from ..states import PickupState


def pickup_of(order: Order) -> Pickup | None:
    """The order's pick-up with its moves; None for what is sent. Read once for an order at hand."""
    prefetch_related_objects([order], "fetched__moves")
    return getattr(order, "fetched", None)


def open_pickup_of_code(code: str) -> Pickup | None:
    """The one pick-up that waits under this code, with its order."""
    waiting = Pickup.objects.exclude(state=PickupState.COLLECTED).select_related("order")
    return waiting.filter(code=code.strip()).first()
