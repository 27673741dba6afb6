from ..models import Shipment


def shipments_of(order_id: int) -> list[Shipment]:
    """The order's parcels with their lines and moves, oldest first."""
    return list(Shipment.objects.filter(order_id=order_id).prefetch_related("lines", "moves"))


def shipment_by_id(shipment_id: int) -> Shipment:
    """The parcel with its lines, for handlers of ParcelSent."""
    return Shipment.objects.prefetch_related("lines").get(pk=shipment_id)
