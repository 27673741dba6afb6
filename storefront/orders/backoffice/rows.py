"""What the list of orders shows, in a fixed number of queries."""

from collections.abc import Mapping

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from backoffice.screens import Tab
from storefront.orders.models import Order, OrderLine, OrderQuerySet
from storefront.orders.states import OrderState

_LINE_FIELDS = ("order_id", "position", "title", "option_text", "picture_url", "quantity")


def orders_with_lines() -> OrderQuerySet:
    """Newest first, each with what its row shows of the lines."""
    lines = OrderLine.objects.only(*_LINE_FIELDS)
    return Order.objects.prefetch_related(Prefetch("lines", queryset=lines))


def state_tabs(counts: Mapping[str, int]) -> list[Tab]:
    """All, then each state, with how many orders are in it."""
    tabs = [Tab(state.value, _TAB_LABELS[state], counts[state]) for state in OrderState]
    return [Tab("", _("All"), sum(counts.values())), *tabs]


_TAB_LABELS = {
    OrderState.AWAITING_PAYMENT: _("Awaiting payment"),
    OrderState.PAID: _("To send"),
    OrderState.SHIPPED: _("Sent"),
    OrderState.RECEIVED: _("Received"),
    OrderState.COMPLETED: _("Completed"),
    OrderState.CANCELLED: _("Cancelled"),
}
