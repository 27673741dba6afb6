import segno
from django.utils.safestring import SafeString, mark_safe

from storefront.orders.models import Order, OrderLine
from storefront.orders.ports import OrderPanel
from storefront.orders.states import OrderState

from ..selectors import is_collected, pickup_of, shipments_of


def shipments_panel(order: Order) -> OrderPanel | None:
    """The parcels of an order, for its page; nothing before the first is sent."""
    if not order.requires_shipping or order.pickup or not shipments_of(order):
        return None
    lines: dict[int, OrderLine] = {line.pk: line for line in order.lines.all()}
    parcels = [
        (shipment, [(lines[part.order_line_id], part.quantity) for part in shipment.lines.all()])
        for shipment in shipments_of(order)
    ]
    context = {"parcels": parcels, "currency": order.currency, "collects": is_collected(order)}
    return OrderPanel("shop/orders/shipments.html", context, position=20)


def pickup_panel(order: Order) -> OrderPanel | None:
    """Where to fetch the order, and the code to show there once it is paid for."""
    if not order.pickup or order.state == OrderState.CANCELLED:
        return None
    pickup = pickup_of(order)
    may_fetch = order.state != OrderState.AWAITING_PAYMENT or order.pay_on_delivery
    shows_code = pickup and may_fetch and pickup.state != "collected"
    context = {
        "point": order.pickup,
        "pickup": pickup,
        "code": qr_picture(pickup.code) if pickup and shows_code else "",
    }
    return OrderPanel("shop/orders/pickup.html", context, position=5)


def qr_picture(text: str) -> SafeString:
    """A QR code as an inline SVG that grows with its box."""
    picture = segno.make(text, error="m", micro=False)
    return mark_safe(
        picture.svg_inline(border=2, omitsize=True, svgclass="qr-code", lineclass=None)
    )
