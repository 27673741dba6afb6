from django.utils.translation import gettext as _

from storefront.orders.models import Order, OrderLine
from storefront.orders.ports import OrderPanel
from storefront.pricing.basket import ShippingRate
from tenants.directory.near_cache import NearCache
from tenants.profile.selectors import current_profile

from .models import Shipment, ShippingSettings


def _load() -> ShippingSettings:
    return ShippingSettings.objects.first() or ShippingSettings()


shipping_cache: NearCache[ShippingSettings] = NearCache("shipping_settings", _load, seconds=60)


def shipping_settings() -> ShippingSettings:
    """The shop's shipping settings; treat them as read-only."""
    return shipping_cache.get()


def shipping_rate() -> ShippingRate:
    """What sending costs, as the pure price function takes it."""
    settings = shipping_settings()
    return ShippingRate(
        method="standard",
        label=_("Shipping"),
        flat_minor=settings.flat_minor,
        free_over_minor=settings.free_over_minor,
    )


def countries_served() -> list[str]:
    """Codes of the countries the shop sends to; its own comes first."""
    own = current_profile().country
    return [own, *(code for code in shipping_settings().countries if code != own)]


def shipments_of(order_id: int) -> list[Shipment]:
    """The order's parcels with their lines and moves, oldest first."""
    return list(Shipment.objects.filter(order_id=order_id).prefetch_related("lines", "moves"))


def shipments_panel(order: Order) -> OrderPanel | None:
    """The parcels of an order, for its page; nothing before the first is sent."""
    if order.shipping_state == "unshipped" or not order.requires_shipping:
        return None
    lines: dict[int, OrderLine] = {line.pk: line for line in order.lines.all()}
    parcels = [
        (shipment, [(lines[part.order_line_id], part.quantity) for part in shipment.lines.all()])
        for shipment in shipments_of(order.pk)
    ]
    return OrderPanel("shop/orders/shipments.html", {"parcels": parcels}, position=20)
