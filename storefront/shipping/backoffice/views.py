from typing import Any

from django.utils.translation import gettext_lazy as _

from backoffice.access import acting
from backoffice.screens import SettingsScreen
from storefront.orders.backoffice.views import OrderForm
from storefront.shipping import services
from storefront.shipping.models import ShippingSettings

from .forms import ShipForm, ShippingForm


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


class ShippingSettingsScreen(SettingsScreen):
    title = _("Shipping")
    permission = "pricing.change_pricingsettings"
    form_class = ShippingForm

    def get_initial(self) -> dict[str, Any]:
        settings = ShippingSettings.objects.first() or ShippingSettings()
        return {name: getattr(settings, name) for name in ShippingForm.base_fields}

    def save(self, form: ShippingForm) -> None:
        services.save_shipping_settings(**form.cleaned_data)
