"""What aftersales adds to an order's screen."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.ports import Action
from storefront.aftersales.selectors import refunds_panel
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel


def refund_action(order: Order) -> Action | None:
    if order.refundable_minor <= 0:
        return None
    return Action(
        position=50,
        label=_("Refund"),
        url=reverse("aftersales:refund", args=[order.number]),
        permission="aftersales.add_refund",
    )


def refunds_given(order: Order) -> OrderPanel | None:
    panel = refunds_panel(order)
    if panel is None:
        return None
    context = {**panel.context, "currency": order.currency}
    return OrderPanel("aftersales/backoffice/refunds.html", context, panel.position)
