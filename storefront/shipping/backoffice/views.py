from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.access import acting
from storefront.orders.backoffice.views import OrderForm
from storefront.shipping import services

from .forms import ShipForm


class ShipOrder(OrderForm):
    title = _("Send a parcel")
    permission = "shipping.add_shipment"
    template_name = "shipping/backoffice/ship.html"
    form_class = ShipForm
    submit_label = _("Mark as sent")
    done_message = _("The parcel is on its way.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lines": list(self.order.lines.all())}

    def save(self, form: ShipForm) -> None:
        services.ship_order(
            self.order.pk,
            carrier=form.cleaned_data["carrier"],
            tracking_number=form.cleaned_data["tracking_number"],
            units=form.units(),
            by=acting(self.request),
        )
