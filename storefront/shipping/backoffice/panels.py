"""What shipping adds to an order's screen and to the settings."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from backoffice.ports import Action, Card, SetupTask
from integrations.carriers import name_of
from storefront.orders.backoffice.ports import Moment, told_of
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel
from storefront.orders.states import OrderState, PaymentState
from storefront.shipping.models import Shipment, ShippingSettings
from storefront.shipping.selectors import open_mishaps, shipments_of
from storefront.shipping.shop.panels import shipments_panel
from storefront.shipping.states import SHIPMENT_MOVES

from .ports import mishap_actions

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
    """The parcels as the shopper sees them, and what can be done about those that did not arrive."""
    panel = shipments_panel(order)
    if panel is None:
        return None
    lines = {line.pk: line for line in order.lines.all()}
    open_units = {mishap.parcel.pk: mishap.units for mishap in open_mishaps(order)}
    rows = [
        {
            "parcel": parcel,
            "parts": parts,
            "waits": [(lines[pk], n) for pk, n in open_units.get(parcel.pk, {}).items()],
            "actions": _mishap_actions(order, parcel) if parcel.pk in open_units else [],
            "may_fail": may_fail(order, parcel),
        }
        for parcel, parts in panel.context["parcels"]
    ]
    template = "shipping/backoffice/parcels.html"
    return OrderPanel(template, {"parcels": rows, "order": order}, panel.position)


def may_fail(order: Order, parcel: Shipment) -> bool:
    """Whether it can be said that a parcel was lost or came back."""
    paid = order.payment_state != PaymentState.UNPAID
    return paid and "return" in SHIPMENT_MOVES.allowed(parcel.state)


def _mishap_actions(order: Order, parcel: Shipment) -> list[Action]:
    made = [make(order, parcel) for make in (_send_again, *mishap_actions)]
    return sorted((action for action in made if action), key=lambda action: action.position)


def _send_again(order: Order, parcel: Shipment) -> Action | None:
    if order.state not in (OrderState.PAID, OrderState.SHIPPED):
        return None
    return Action(
        position=10,
        label=gettext_lazy("Send again"),
        url=reverse("shipping:send_again", args=[order.number, parcel.pk]),
        permission="shipping.change_shipment",
        tone="primary",
    )


def parcel_moments(order: Order) -> Iterable[Moment]:
    """Each step of each parcel; what is in it stands where it was sent."""
    titles = {line.pk: f"{line.title} {line.option_text}".strip() for line in order.lines.all()}
    for parcel in shipments_of(order):
        told = f"{name_of(parcel.carrier)} {parcel.tracking_number}"
        goods = [f"{titles[part.order_line_id]} × {part.quantity}" for part in parcel.lines.all()]
        for move in parcel.moves.all():
            yield Moment(
                at=move.at,
                text=told_of(_TEXTS[move.verb], told),
                by=move.by,
                note="" if move.by == "system" else move.why,
                details=_details(parcel, move.verb, goods),
            )


def _details(parcel: Shipment, verb: str, goods: list[str]) -> list[str]:
    if verb == "return" and parcel.goods:
        return [parcel.get_goods_display()]
    return goods if verb == "dispatch" else []


def _has_something_to_send(order: Order) -> bool:
    return any(line.shippable_quantity for line in order.lines.all())


_TEXTS = {
    "dispatch": gettext_lazy("Parcel sent"),
    "correct": gettext_lazy("Parcel corrected"),
    "deliver": gettext_lazy("Parcel delivered"),
    "lose": gettext_lazy("Parcel lost"),
    "return": gettext_lazy("Parcel came back"),
    "send_again": gettext_lazy("Its goods are to be sent again"),
}
