"""What happens to a parcel after it left: its number was wrong, it came back."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.access import acting
from backoffice.ports import Action
from integrations.carriers import name_of
from storefront.orders.backoffice.views import OrderForm
from storefront.orders.models import Order
from storefront.orders.states import ORDER_MOVES, PaymentState, ShippingState
from storefront.shipping import services
from storefront.shipping.models import Shipment

from .forms import CarrierInput


class CorrectForm(forms.Form):
    carrier = forms.CharField(label=_("Carrier"), max_length=60, widget=CarrierInput)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=60)
    why = forms.CharField(label=_("Reason"), max_length=100, required=False)


class CorrectParcel(OrderForm):
    title = _("Correct the parcel")
    intro = _("The old carrier and number stay in what happened.")
    permission = "shipping.change_shipment"
    form_class = CorrectForm
    done_message = _("The parcel is corrected.")

    @property
    def parcel(self) -> Shipment:
        return self.fetch(Shipment.objects.filter(order=self.order), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        parcel = self.parcel
        return {"carrier": name_of(parcel.carrier), "tracking_number": parcel.tracking_number}

    def save(self, form: CorrectForm) -> None:
        services.correct_parcel(self.parcel.pk, by=acting(self.request), **form.cleaned_data)


class RefusedForm(forms.Form):
    restock = forms.BooleanField(
        label=_("The goods are fit to be sold again"), required=False, initial=True
    )
    why = forms.CharField(label=_("Reason"), max_length=150, required=False)


class ParcelsCameBack(OrderForm):
    title = _("Nobody took it")
    intro = _(
        "The parcels are back. The order is closed without money; points held for it come back."
    )
    permission = "orders.cancel_order"
    form_class = RefusedForm
    submit_label = _("Close the order")
    done_message = _("The order is closed.")

    def save(self, form: RefusedForm) -> None:
        services.take_back_refused(self.order.pk, by=acting(self.request), **form.cleaned_data)


def refused_action(order: Order) -> Action | None:
    unpaid = order.pay_on_delivery and order.payment_state == PaymentState.UNPAID
    sent = order.shipping_state != ShippingState.UNSHIPPED
    if not (unpaid and sent and "come_back" in ORDER_MOVES.allowed(order.state)):
        return None
    return Action(
        position=60,
        label=_("Nobody took it"),
        url=reverse("shipping:came_back", args=[order.number]),
        permission="orders.cancel_order",
        tone="danger",
    )
