"""What aftersales adds to an order's screen."""

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.access import only_for
from backoffice.ports import Action, Panel, figure_panel
from storefront.aftersales.selectors import refunds_panel, refunds_waiting
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel
from storefront.orders.states import PaymentState
from storefront.shipping.models import Shipment


def refund_action(order: Order) -> Action | None:
    """Goods may come back for nothing too: their money went back before, or points paid for all of them."""
    paid = order.payment_state not in (PaymentState.UNPAID, PaymentState.REFUNDED)
    units = any(line.refundable_quantity for line in order.lines.all())
    if not paid or not (units or order.refundable_minor):
        return None
    return Action(
        position=50,
        label=_("Refund"),
        url=reverse("aftersales:refund", args=[order.number]),
        permission="aftersales.add_refund",
    )


def refund_parcel_action(order: Order, parcel: Shipment) -> Action | None:
    """For a parcel that did not arrive: its goods are filled in."""
    action = refund_action(order)
    if action is None:
        return None
    url = f"{action.url}?parcel={parcel.pk}"
    return replace(action, position=20, label=_("Refund its goods"), url=url)


def refunds_given(order: Order) -> OrderPanel | None:
    panel = refunds_panel(order)
    if panel is None:
        return None
    context = {**panel.context, "currency": order.currency}
    return OrderPanel("aftersales/backoffice/refunds.html", context, panel.position)


@only_for("aftersales.view_refund")
def refunds_that_wait(request: HttpRequest) -> Panel:
    """Money that was promised back and is not there yet."""
    waiting = refunds_waiting().count()
    return figure_panel(
        order=25,
        label=_("Refunds waiting"),
        value=waiting,
        note=_("agreed, not paid back yet") if waiting else _("All refunds are paid back."),
        url=reverse("aftersales:waiting"),
        icon="history",
        trend="alert" if waiting else "",
    )
