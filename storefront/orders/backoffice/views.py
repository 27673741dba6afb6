from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import acting
from backoffice.notes import NoteForm
from backoffice.screens import DetailScreen, FormScreen, SettingsScreen
from storefront.orders import services
from storefront.orders.models import Order, OrderSettings
from storefront.orders.ports import panels_for, staff_panels
from storefront.orders.selectors import explanation_of

from .forms import CancelForm, OrderSettingsForm
from .moments import time_line
from .ports import cancel_effects, order_actions


class OrderDetail(DetailScreen):
    permission = "orders.view_order"
    template_name = "orders/backoffice/detail.html"

    def get_object(self) -> Order:
        orders = Order.objects.select_related("customer").prefetch_related(
            "lines", "moves", "discounts", "tenders", "staff_notes", "corrections"
        )
        return self.fetch(orders, number=self.kwargs["number"])

    def get_title(self) -> str:
        return _("Order %(number)s") % {"number": self.object.number}

    def get_back(self) -> tuple[str, str]:
        return _("Orders"), reverse("orders:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order = self.object
        panels = panels_for(order, staff_panels)
        return super().get_context_data(
            order=order,
            steps=explanation_of(order),
            note_form=NoteForm(),
            moments=time_line(order),
            actions=self.allowed_actions(order_actions),
            panels=[panel for panel in panels if not panel.beside],
            side_panels=[panel for panel in panels if panel.beside],
            **kwargs,
        )


class OrderForm(FormScreen):
    """A form about one order, which leads back to it."""

    permission = "orders.change_order"

    @property
    def order(self) -> Order:
        if not hasattr(self, "_order"):
            orders = Order.objects.prefetch_related("lines")
            self._order = self.fetch(orders, number=self.kwargs["number"])
        return self._order

    def get_back(self) -> tuple[str, str]:
        title = _("Order %(number)s") % {"number": self.order.number}
        return title, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("orders:detail", args=[self.order.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(order=self.order, **kwargs)


class AddNote(OrderForm):
    title = gettext_lazy("Note for the team")
    permission = "orders.add_ordernote"
    form_class = NoteForm
    done_message = gettext_lazy("The note is kept.")

    def save(self, form: NoteForm) -> None:
        services.add_note(self.order.pk, text=form.cleaned_data["text"], by=acting(self.request))


class CancelOrder(OrderForm):
    title = gettext_lazy("Cancel the order")
    intro = gettext_lazy("What was kept for it goes back to stock; points held for it come back.")
    permission = "orders.cancel_order"
    template_name = "orders/backoffice/cancel.html"
    submit_label = gettext_lazy("Cancel the order")
    done_message = gettext_lazy("The order is cancelled.")
    form_class = CancelForm

    def save(self, form: CancelForm) -> None:
        why = form.cleaned_data["why"]
        services.cancel_order(self.order.pk, by=acting(self.request), why=why)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        effects = [text for effect in cancel_effects for text in effect(self.order)]
        return super().get_context_data(effects=effects, **kwargs)


class OrderSettingsScreen(SettingsScreen):
    title = gettext_lazy("Orders")
    permission = "pricing.change_pricingsettings"
    form_class = OrderSettingsForm

    def get_initial(self) -> dict[str, Any]:
        settings = OrderSettings.objects.first() or OrderSettings()
        return {name: getattr(settings, name) for name in OrderSettingsForm.base_fields}

    def save(self, form: OrderSettingsForm) -> None:
        services.save_order_settings(**form.cleaned_data)
