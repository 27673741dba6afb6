from ..models import Shipment


def shipments_of(order_id: int) -> list[Shipment]:
    """The order's parcels with their lines and moves, oldest first."""
    return list(Shipment.objects.filter(order_id=order_id).prefetch_related("lines", "moves"))
