"""Packing slips and labels of the ticked orders: choose the sheet, take the PDF."""

from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from backoffice.access import staff_view
from backoffice.ports import Action
from backoffice.screens.base import Screen
from storefront.orders.backoffice.list import picked_orders
from storefront.orders.models import Order
from storefront.orders.states import OrderState
from storefront.shipping.printing.choices import LABEL, MOST_ORDERS, PAPERS, SLIP

PERMISSION = "orders.view_order"


class PrintForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Document"),
        choices=[(SLIP, gettext_lazy("Packing slip")), (LABEL, gettext_lazy("Delivery label"))],
        widget=forms.RadioSelect,
    )
    paper = forms.ChoiceField(
        label=gettext_lazy("Paper"),
        choices=[(paper.code, paper.name) for paper in PAPERS.values()],
        widget=forms.RadioSelect,
    )
    prices = forms.BooleanField(label=gettext_lazy("Prices on the slip"), required=False)
    note_room = forms.BooleanField(
        label=gettext_lazy("Room for a few words by hand"), required=False
    )


class PrintScreen(Screen, TemplateView):
    title = gettext_lazy("Print")
    permission = PERMISSION
    template_name = "shipping/backoffice/print.html"

    def get_back(self) -> tuple[str, str]:
        numbers = self.request.GET.getlist("number")
        if len(numbers) == 1 and Order.objects.filter(number=numbers[0]).exists():
            return numbers[0], reverse("orders:detail", args=[numbers[0]])
        return _("Orders"), reverse("orders:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        orders = picked_orders(self.request, most=MOST_ORDERS)
        given = self.request.GET
        form = PrintForm(initial={"kind": given.get("kind", SLIP), "paper": "a5"})
        return super().get_context_data(
            form=form,
            orders=orders,
            given=[(key, v) for key in ("number", "all", "query") for v in given.getlist(key)],
            most=MOST_ORDERS,
            **kwargs,
        )


@staff_view(PERMISSION)
def print_document(request: HttpRequest) -> HttpResponseBase:
    from storefront.shipping.printing.documents import print_orders  # heavy, and seldom wanted

    form = PrintForm(request.GET)
    ids = list(picked_orders(request, most=MOST_ORDERS).values_list("pk", flat=True))
    if not form.is_valid() or not ids:
        raise Http404
    wish = form.cleaned_data
    file = print_orders(ids, **wish)
    name = "labels" if wish["kind"] == LABEL else "packing-slips"
    return FileResponse(file, filename=f"{name}.pdf", content_type="application/pdf")


def print_action(order: Order) -> Action | None:
    if order.state == OrderState.CANCELLED:
        return None
    return Action(
        position=40,
        label=gettext_lazy("Print"),
        url=f"{reverse('shipping:print')}?number={order.number}",
        permission=PERMISSION,
    )
