"""What shipping adds to the list of orders and to its export."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from storefront.orders.backoffice.ports import BulkAction, OrderColumn
from storefront.shipping.models import Shipment


def parcels_of(order_ids: Sequence[int]) -> Mapping[int, str]:
    parcels: dict[int, list[str]] = defaultdict(list)
    for parcel in Shipment.objects.filter(order_id__in=order_ids).order_by("id"):
        parcels[parcel.order_id].append(f"{parcel.carrier_name} {parcel.tracking_number}")
    return {order_id: "; ".join(texts) for order_id, texts in parcels.items()}


PARCELS_COLUMN = OrderColumn(_("Parcels"), parcels_of)
SEND_PICKED = BulkAction(10, _("Send"), "shipping:dispatch", "shipping.add_shipment")
PRINT_PICKED = BulkAction(20, _("Print"), "shipping:print", "orders.view_order")
