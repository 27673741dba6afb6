"""What shipping adds to an order's screen and to the settings."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from backoffice.ports import Action, Card, SetupTask
from integrations.carriers import name_of
from storefront.orders.backoffice.ports import Moment
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel
from storefront.orders.states import OrderState
from storefront.shipping.models import ShippingSettings
from storefront.shipping.selectors import shipments_of
from storefront.shipping.shop.panels import shipments_panel

SHIPPING_CARD = Card(
    group=gettext_lazy("Selling"),
    order=40,
    label=gettext_lazy("Shipping"),
    text=gettext_lazy("What sending costs, from which sum it is free, where you send to."),
    url_name="shipping:settings",
    icon="truck",
    permission="pricing.change_pricingsettings",
)


def shipping_task(request: HttpRequest) -> SetupTask:
    return SetupTask(
        order=20,
        label=gettext_lazy("Set what shipping costs"),
        text=gettext_lazy("One price for every order, free from a sum you choose."),
        url=reverse("shipping:settings"),
        permission="pricing.change_pricingsettings",
        done=ShippingSettings.objects.exists(),
        icon="truck",
    )


def ship_action(order: Order) -> Action | None:
    on_delivery = order.state == OrderState.AWAITING_PAYMENT and order.pay_on_delivery
    if not (order.state == OrderState.PAID or on_delivery) or not _has_something_to_send(order):
        return None
    if order.pickup:
        return None  # backoffice.pickups
    return Action(
        position=10,
        label=gettext_lazy("Send"),
        url=reverse("shipping:ship", args=[order.number]),
        permission="shipping.add_shipment",
        tone="primary",
    )


def parcels_panel(order: Order) -> OrderPanel | None:
    """The parcels as the shopper sees them, in the back office's looks."""
    panel = shipments_panel(order)
    template = "shipping/backoffice/parcels.html"
    return panel and OrderPanel(template, {**panel.context, "order": order}, panel.position)


def parcel_moments(order: Order) -> Iterable[Moment]:
    """Each step of each parcel; what is in it stands where it was sent."""
    titles = {line.pk: f"{line.title} {line.option_text}".strip() for line in order.lines.all()}
    for parcel in shipments_of(order):
        told = f"{name_of(parcel.carrier)} {parcel.tracking_number}"
        goods = [f"{titles[part.order_line_id]} × {part.quantity}" for part in parcel.lines.all()]
        for move in parcel.moves.all():
            sent = move.verb == "dispatch"
            yield Moment(
                at=move.at,
                text=f"{_TEXTS[move.verb]}: {told}",
                by=move.by,
                note="" if move.by == "system" else move.why,
                details=goods if sent else (),
            )


def _has_something_to_send(order: Order) -> bool:
    return any(line.shippable_quantity for line in order.lines.all())


_TEXTS = {
    "dispatch": gettext_lazy("Parcel sent"),
    "correct": gettext_lazy("Parcel corrected"),
    "deliver": gettext_lazy("Parcel delivered"),
    "lose": gettext_lazy("Parcel lost"),
    "return": gettext_lazy("Parcel came back"),
}
