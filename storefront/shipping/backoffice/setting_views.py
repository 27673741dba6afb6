"""Screens of the shipping settings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from backoffice.access import fetch, staff_view
from backoffice.screens import FormScreen, SettingsScreen
from backoffice.screens.base import Screen
from storefront.catalog.selectors import variants_without_weight
from storefront.shipping import services
from storefront.shipping.models import Measure, PickupPoint, ShippingMethod, ShippingZone
from storefront.shipping.selectors import shipping_settings
from tenants.profile.selectors import current_profile

from .rows import MethodRow, method_rows, trial_rows
from .setting_forms import MethodForm, PickupPointForm, ShippingForm, TrialForm, ZoneForm

SET_UP = "pricing.change_pricingsettings"


class ShippingSettingsScreen(SettingsScreen):
    """One price for a simple shop; ways of sending with their zones for the others; pick-up points for both."""

    title = gettext_lazy("Shipping")
    permission = SET_UP
    form_class = ShippingForm
    template_name = "shipping/backoffice/settings.html"

    def get_initial(self) -> dict[str, Any]:
        settings = shipping_settings()
        return {name: getattr(settings, name) for name in ShippingForm.base_fields}

    def save(self, form: ShippingForm) -> None:
        services.save_shipping_settings(**form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        methods = method_rows()
        weighs = any(row.method.measure == Measure.WEIGHT for row in methods)
        return super().get_context_data(
            methods=methods,
            points=PickupPoint.objects.all(),
            without_weight=variants_without_weight() if weighs else 0,
            **kwargs,
        )


@staff_view(SET_UP)
def start_methods(request: HttpRequest) -> HttpResponse:
    """From the one price to ways of sending: the price of before is the first."""
    if request.method != "POST":
        return redirect("shipping:settings")
    first = services.own_methods()[0]
    if "another" in request.POST:
        return redirect("shipping:method_new")
    return redirect("shipping:method", first.pk)


class _Below(FormScreen):
    """A form that leads back to the shipping settings."""

    permission = SET_UP

    def get_back(self) -> tuple[Any, str]:
        return _("Shipping"), reverse("shipping:settings")

    def get_success_url(self) -> str:
        return reverse("shipping:settings")


class MethodScreen(_Below):
    """A way of sending: its name and how it is priced, and its zones once it exists."""

    form_class = MethodForm
    template_name = "shipping/backoffice/method.html"

    @property
    def method_id(self) -> int | None:
        return self.kwargs.get("method_id")

    def get_title(self) -> str:
        return self.row.method.name if self.row else _("Add a way of sending")

    @property
    def row(self) -> MethodRow | None:
        if self.method_id is None:
            return None
        if not hasattr(self, "_row"):
            methods = ShippingMethod.objects.prefetch_related("zones")
            self._row = MethodRow(
                self.fetch(methods, pk=self.method_id), current_profile().currency
            )
        return self._row

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "method": self.row.method if self.row else None}

    def save(self, form: MethodForm) -> None:
        if self.method_id is None:
            services.own_methods()
        self.saved = services.save_method(form.wanted(), method_id=self.method_id)

    def get_success_url(self) -> str:
        return reverse("shipping:method", args=[self.saved.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, **kwargs)


class ZoneScreen(_Below):
    """Some places of a way of sending and their price."""

    form_class = ZoneForm
    template_name = "shipping/backoffice/zone.html"

    @property
    def method(self) -> ShippingMethod:
        if not hasattr(self, "_method"):
            self._method = self.fetch(ShippingMethod, pk=self.kwargs["method_id"])
        return self._method

    @property
    def zone(self) -> ShippingZone | None:
        zone_id = self.kwargs.get("zone_id")
        return self.fetch(self.method.zones.all(), pk=zone_id) if zone_id else None

    def get_title(self) -> str:
        return _("Change the zone") if self.zone else _("Add a zone")

    def get_back(self) -> tuple[Any, str]:
        return self.method.name, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("shipping:method", args=[self.method.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "method": self.method, "zone": self.zone}

    def save(self, form: ZoneForm) -> None:
        services.save_zone(self.method.pk, form.wanted(), zone_id=self.kwargs.get("zone_id"))


class PickupPointScreen(_Below):
    form_class = PickupPointForm

    @property
    def point(self) -> PickupPoint | None:
        point_id = self.kwargs.get("point_id")
        return self.fetch(PickupPoint, pk=point_id) if point_id else None

    def get_title(self) -> str:
        return _("Change the pick-up point") if self.point else _("Add a pick-up point")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": self.point}

    def save(self, form: PickupPointForm) -> None:
        point_id = self.kwargs.get("point_id")
        if point_id:
            services.change_pickup_point(point_id, **form.cleaned_data)
        else:
            services.add_pickup_point(**form.cleaned_data)


@staff_view(SET_UP)
def remove_method(request: HttpRequest, method_id: int) -> HttpResponse:
    fetch(request, SET_UP, ShippingMethod, pk=method_id)
    if request.method == "POST":
        services.remove_method(method_id)
        messages.success(request, _("The way of sending is removed."))
    return redirect("shipping:settings")


@staff_view(SET_UP)
def remove_zone(request: HttpRequest, method_id: int, zone_id: int) -> HttpResponse:
    fetch(request, SET_UP, ShippingZone, pk=zone_id, method_id=method_id)
    if request.method == "POST":
        services.remove_zone(zone_id)
        messages.success(request, _("The zone is removed."))
    return redirect("shipping:method", method_id)


@staff_view(SET_UP)
def remove_point(request: HttpRequest, point_id: int) -> HttpResponse:
    fetch(request, SET_UP, PickupPoint, pk=point_id)
    if request.method == "POST":
        services.remove_pickup_point(point_id)
        messages.success(request, _("The pick-up point is removed."))
    return redirect("shipping:settings")


class TrialScreen(Screen, TemplateView):
    """What sending an imagined parcel would cost, every way there is, with the reason."""

    title = gettext_lazy("Try an address")
    intro = gettext_lazy("See what shoppers would be offered. Nothing is saved.")
    permission = SET_UP
    template_name = "shipping/backoffice/trial.html"

    def get_back(self) -> tuple[Any, str]:
        return _("Shipping"), reverse("shipping:settings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = "value" in self.request.GET
        first = {"country": current_profile().country}
        form = TrialForm(self.request.GET if asked else None, initial=first)
        options = trial_rows(form.cleaned_data) if asked and form.is_valid() else None
        currency = current_profile().currency
        return super().get_context_data(form=form, options=options, currency=currency, **kwargs)
