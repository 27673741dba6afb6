"""Screens for a parcel that did not arrive: it is lost or came back, and its goods are sent once more."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import acting
from storefront.inventory.selectors import available
from storefront.orders.backoffice.views import OrderForm
from storefront.orders.models import OrderLine
from storefront.shipping import services
from storefront.shipping.models import Shipment
from storefront.shipping.selectors import open_mishaps
from storefront.shipping.states import SHIPMENT_MOVES, ReturnedGoods, ShipmentState

CHANGE = "shipping.change_shipment"


class MishapForm(forms.Form):
    """What happened, and when it came back what becomes of the goods."""

    what = forms.ChoiceField(
        label=gettext_lazy("What happened to the parcel?"),
        choices=[
            (ShipmentState.LOST, gettext_lazy("It is lost")),
            (ShipmentState.RETURNED, gettext_lazy("It came back to us")),
        ],
        widget=forms.RadioSelect,
    )
    goods = forms.ChoiceField(
        label=gettext_lazy("If it came back: what becomes of the goods?"),
        choices=ReturnedGoods.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=150,
        help_text=gettext_lazy("What the carrier or the shopper said. Only staff see it."),
    )

    def __init__(self, *args: Any, parcel: Shipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "lose" not in SHIPMENT_MOVES.allowed(parcel.state):
            self.fields["what"].choices = self.fields["what"].choices[1:]  # type: ignore[attr-defined]
        if parcel.sent_again_at:
            kept = [c for c in ReturnedGoods.choices if c[0] != ReturnedGoods.KEPT]
            self.fields["goods"].choices = kept  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("what") == ShipmentState.RETURNED and not data.get("goods"):
            self.add_error("goods", _("Say what becomes of the goods."))
        return data


class ParcelForm(OrderForm):
    """A form about one parcel of an order."""

    permission = CHANGE

    @property
    def parcel(self) -> Shipment:
        if not hasattr(self, "_parcel"):
            parcels = Shipment.objects.filter(order=self.order).prefetch_related("lines")
            self._parcel = self.fetch(parcels, pk=self.kwargs["pk"])
        return self._parcel

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(parcel=self.parcel, **kwargs)


class ParcelMishap(ParcelForm):
    title = gettext_lazy("Lost or came back")
    intro = gettext_lazy("Afterwards you send the goods again, or give the money back.")
    template_name = "shipping/backoffice/mishap.html"
    form_class = MishapForm
    done_message = gettext_lazy("It is noted. Send the goods again, or give the money back.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "parcel": self.parcel}

    def get_initial(self) -> dict[str, Any]:
        is_lost = self.parcel.state == ShipmentState.LOST
        return {"what": ShipmentState.RETURNED if is_lost else ""}

    def save(self, form: MishapForm) -> None:
        data, by = form.cleaned_data, acting(self.request)
        if data["what"] == ShipmentState.LOST:
            services.lose_shipment(self.parcel.pk, by=by, why=data["why"])
        else:
            goods = data["goods"]
            services.take_shipment_back(self.parcel.pk, goods=goods, by=by, why=data["why"])

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#parcels"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = {line.pk: line for line in self.order.lines.all()}
        goods = [(lines[part.order_line_id], part.quantity) for part in self.parcel.lines.all()]
        return super().get_context_data(goods=goods, **kwargs)


class WhyForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=150, required=False)


class SendAgain(ParcelForm):
    """Says what leaves the stock, and goes on to the next parcel."""

    title = gettext_lazy("Send again")
    template_name = "shipping/backoffice/send_again.html"
    form_class = WhyForm
    submit_label = gettext_lazy("Yes, send again")
    done_message = gettext_lazy("The goods wait to be sent. Enter the new parcel.")

    def save(self, form: WhyForm) -> None:
        why = form.cleaned_data["why"]
        services.send_again(self.parcel.pk, by=acting(self.request), why=why)

    def get_success_url(self) -> str:
        if self.request.method == "POST":
            return reverse("shipping:ship", args=[self.order.number])
        return super().get_success_url()

    def get_back(self) -> tuple[str, str]:
        title = _("Order %(number)s") % {"number": self.order.number}
        return title, reverse("orders:detail", args=[self.order.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        from_stock = self.parcel.goods != ReturnedGoods.KEPT
        return super().get_context_data(goods=self._goods(), from_stock=from_stock, **kwargs)

    def _goods(self) -> list[tuple[OrderLine, int, int | None]]:
        """Line, units to send, units left in stock (None: not counted)."""
        units: dict[int, int] = {}
        for mishap in open_mishaps(self.order):
            if mishap.parcel.pk == self.parcel.pk:
                units = mishap.units
        lines = [line for line in self.order.lines.all() if line.pk in units]
        left = available([line.variant_id for line in lines])
        return [(line, units[line.pk], left[line.variant_id]) for line in lines]
