"""What drafts add to an order's screen: the payment link, money taken by staff, who placed it for whom."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.ports import Action
from storefront.drafts.links import payment_link
from storefront.drafts.models import Draft
from storefront.orders.backoffice.ports import Moment
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel
from storefront.shipping.shop.panels import qr_picture

from .history import PRICES, moments


def take_payment_action(order: Order) -> Action | None:
    if not order.needs_payment or not order.payable_minor:
        return None
    return Action(
        position=20,
        label=gettext_lazy("Money received"),
        url=reverse("drafts:take_payment", args=[order.number]),
        permission="orders.change_order",
    )


def drafts_action(request: HttpRequest) -> Action:
    return Action(
        position=5,
        label=gettext_lazy("Draft orders"),
        url=reverse("drafts:list"),
        permission="drafts.view_draft",
    )


def payment_link_panel(order: Order) -> OrderPanel | None:
    """For every order that waits for its money."""
    if not order.needs_payment or order.pay_on_delivery or not order.payable_minor:
        return None
    link = payment_link(order)
    context = {"order": order, "link": link, "picture": qr_picture(link)}
    return OrderPanel("drafts/backoffice/payment_link.html", context, position=5, beside=True)


def draft_moments(order: Order) -> Iterable[Moment]:
    prefetch_related_objects([order], "draft__entries")
    draft: Draft | None = getattr(order, "draft", None)
    if draft is None:
        return
    placed = next((entry for entry in draft.entries.all() if entry.verb == "place"), None)
    if placed:
        words = {"customer": draft.name or draft.email or draft.phone}
        text = _("Order placed for %(customer)s") % words
        yield Moment(at=placed.at, text=text, by=placed.by, tells=("order", "place"))
    yield from moments(draft, PRICES)
