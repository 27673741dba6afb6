"""What modules above offer for a parcel that did not arrive."""

from collections.abc import Callable

from backoffice.ports import Action
from storefront.orders.models import Order
from storefront.shipping.models import Shipment

mishap_actions: list[Callable[[Order, Shipment], Action | None]] = []
