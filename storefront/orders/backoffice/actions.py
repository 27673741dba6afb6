from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.ports import Action
from storefront.orders.models import Order
from storefront.orders.states import ORDER_MOVES, ShippingState


def cancel_action(order: Order) -> Action | None:
    if order.shipping_state != ShippingState.UNSHIPPED:
        return None
    if "cancel" not in ORDER_MOVES.allowed(order.state):
        return None
    return Action(
        position=90,
        label=_("Cancel the order"),
        url=reverse("orders:cancellation", args=[order.number]),
        permission="orders.cancel_order",
        tone="danger",
    )
