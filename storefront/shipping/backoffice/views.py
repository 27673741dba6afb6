from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.access import acting
from storefront.orders.backoffice.views import OrderForm
from storefront.shipping import services
from storefront.shipping.selectors import left_to_collect, shipments_of

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        collects = left_to_collect(self.order, shipments_of(self.order))
        return super().get_context_data(collects=collects, **kwargs)

    def save(self, form: ShipForm) -> None:
        services.ship_order(
            self.order.pk,
            carrier=form.cleaned_data["carrier"],
            tracking_number=form.cleaned_data["tracking_number"],
            units=form.units(),
            by=acting(self.request),
        )
