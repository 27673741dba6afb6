from django.db.models import prefetch_related_objects

from storefront.orders.models import Order

from ..models import Shipment


def shipments_of(order: Order) -> list[Shipment]:
    """The order's parcels with their lines and moves, oldest first; read once for an order at hand."""
    prefetch_related_objects([order], "shipments__lines", "shipments__moves")
    return list(order.shipments.all())


def shipment_by_id(shipment_id: int) -> Shipment:
    """The parcel with its lines, for handlers of ParcelSent."""
    return Shipment.objects.prefetch_related("lines").get(pk=shipment_id)
