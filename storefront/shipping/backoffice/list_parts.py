"""What shipping adds to the list of orders and to its export."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from storefront.orders.backoffice.ports import BulkAction, OrderColumn
from storefront.orders.models import Order
from storefront.shipping.models import PickupPoint, Shipment, ShippingMethod
from storefront.shipping.selectors import STANDARD, method_code, point_code

PICKUP = "pickup"
NOTHING = "nothing"


def delivery_filter() -> Mapping[str, django_filters.Filter]:
    """Every way of sending and pick-up point the shop has, offered or not; and what is not sent at all."""
    delivery = django_filters.ChoiceFilter(
        choices=_ways, label=_("Delivery"), empty_label=_("any"), method=_sent_by
    )
    return {"delivery": delivery}


def _ways() -> list[tuple[str, object]]:
    methods = [(method_code(pk), name) for pk, name in _named(ShippingMethod)]
    points = [(point_code(pk), name) for pk, name in _named(PickupPoint)]
    fetched = [(PICKUP, _("Any pick-up point")), *points] if points else []
    sent = methods or [(STANDARD, _("Sent to the shopper"))]
    return [*sent, *fetched, (NOTHING, _("Nothing to send"))]


def _named(model: type[ShippingMethod] | type[PickupPoint]) -> QuerySet:
    return model._default_manager.values_list("pk", "name")


def _sent_by(orders: QuerySet[Order], name: str, code: str) -> QuerySet[Order]:
    if code == PICKUP:
        return orders.filter(shipping_method__startswith=point_code(""))
    if code == NOTHING:
        return orders.filter(requires_shipping=False)
    return orders.filter(shipping_method=code)


def parcels_of(order_ids: Sequence[int]) -> Mapping[int, str]:
    parcels: dict[int, list[str]] = defaultdict(list)
    for parcel in Shipment.objects.filter(order_id__in=order_ids).order_by("id"):
        parcels[parcel.order_id].append(f"{parcel.carrier_name} {parcel.tracking_number}")
    return {order_id: "; ".join(texts) for order_id, texts in parcels.items()}


PARCELS_COLUMN = OrderColumn(_("Parcels"), parcels_of)
SEND_PICKED = BulkAction(10, _("Send"), "shipping:dispatch", "shipping.add_shipment")
PRINT_PICKED = BulkAction(20, _("Print"), "shipping:print", "orders.view_order")
