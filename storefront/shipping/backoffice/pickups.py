"""What pick-ups add to an order's screen: where and with which code, ready, picked up."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.access import acting
from backoffice.ports import Action
from storefront.orders.backoffice.ports import Moment
from storefront.orders.backoffice.views import OrderForm
from storefront.orders.models import Order
from storefront.orders.ports import OrderPanel
from storefront.orders.states import OrderState

from .. import services
from ..selectors import pickup_of
from ..states import PICKUP_MOVES, PickupState

_SEND = "shipping.add_shipment"
_TEXTS = {
    PickupState.READY: _("Ready to be picked up"),
    PickupState.COLLECTED: _("Picked up"),
}


def pickup_panel(order: Order) -> OrderPanel | None:
    if not order.pickup:
        return None
    context = {"point": order.pickup, "pickup": pickup_of(order)}
    return OrderPanel("shipping/backoffice/pickup.html", context, position=5)


def ready_action(order: Order) -> Action | None:
    return _action(order, "ready", _("Ready for pick-up"), "shipping:pickup_ready")


def collect_action(order: Order) -> Action | None:
    return _action(order, "collect", _("Picked up"), "shipping:pickup_collected")


def pickup_moments(order: Order) -> Iterable[Moment]:
    pickup = pickup_of(order) if order.pickup else None
    for move in pickup.moves.all() if pickup else ():
        text = _TEXTS.get(PickupState(move.to_state))
        if text:
            note = _("without the code") if move.why else ""
            yield Moment(at=move.at, text=text, by=move.by, note=str(note))


def may_be_fetched(order: Order) -> bool:
    on_delivery = order.state == OrderState.AWAITING_PAYMENT and order.pay_on_delivery
    return order.state == OrderState.PAID or on_delivery


def _action(order: Order, verb: str, label: Any, url_name: str) -> Action | None:
    pickup = pickup_of(order) if order.pickup and may_be_fetched(order) else None
    if pickup is None or verb not in PICKUP_MOVES.allowed(pickup.state):
        return None
    url = reverse(url_name, args=[order.number])
    first = "collect" if pickup.state == PickupState.READY else "ready"
    tone = "primary" if verb == first else ""
    return Action(position=10, label=label, url=url, permission=_SEND, tone=tone)


class PickupReady(OrderForm):
    title = _("Ready for pick-up?")
    intro = _("The shopper sees it on the page of the order.")
    permission = _SEND
    template_name = "shipping/backoffice/pickup_form.html"
    form_class = forms.Form
    submit_label = _("Yes, it lies ready")
    done_message = _("The order is ready to be picked up.")

    def save(self, form: forms.Form) -> None:
        services.mark_pickup_ready(self.order.pk, by=acting(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(point=self.order.pickup, **kwargs)


class CollectForm(forms.Form):
    code = forms.CharField(
        label=_("Pick-up code"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("The six figures on the shopper's screen, or scan the code."),
    )
    without_code = forms.BooleanField(
        label=_("I have made sure otherwise that it is the right person"), required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("code") and not data.get("without_code"):
            self.add_error("code", _("Enter the code, or say that you know the person."))
        return data


class PickupCollected(PickupReady):
    title = _("Picked up?")
    intro = _("The order counts as received.")
    form_class = CollectForm
    submit_label = _("Hand it over")
    done_message = _("The order is picked up.")

    def save(self, form: forms.Form) -> None:
        code = form.cleaned_data["code"] or None
        services.collect_pickup(self.order.pk, code=code, by=acting(self.request))
