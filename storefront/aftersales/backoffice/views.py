from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from backoffice.access import acting
from backoffice.screens import ListScreen
from backoffice.screens.forms import show_failure
from integrations.payment_providers import payment_provider
from kernel.errors import ExpectedFailure
from storefront.aftersales import services
from storefront.aftersales.models import Refund
from storefront.aftersales.selectors import refunds_waiting
from storefront.aftersales.services import RefundPreview
from storefront.orders.backoffice.views import OrderForm
from storefront.payments.selectors import payments_of_order
from storefront.payments.states import PaymentState
from storefront.shipping.selectors import open_mishaps, units_not_in_hand
from storefront.shipping.states import ReturnedGoods

from .forms import RefundForm


class RefundsWaiting(ListScreen):
    title = _("Refunds waiting")
    intro = _("Agreed with the shopper; the money is not back yet. The longest wait comes first.")
    permission = "aftersales.view_refund"
    template_name = "aftersales/backoffice/waiting.html"

    def get_rows(self) -> QuerySet[Refund]:
        return refunds_waiting()


class RefundOrder(OrderForm):
    """Choose, see, confirm: money moves only when the sum is the one that was shown."""

    title = _("Refund")
    permission = "aftersales.add_refund"
    template_name = "aftersales/backoffice/refund.html"
    form_class = RefundForm
    preview: RefundPreview | None = None

    def get_form_kwargs(self) -> dict[str, Any]:
        lines = list(self.order.lines.all())
        return {**super().get_form_kwargs(), "order": self.order, "lines": lines}

    def get_initial(self) -> dict[str, Any]:
        """`?all=1`: everything that is left; `?parcel=7`: what that parcel did not bring. To be looked at and confirmed."""
        parcel = self.request.GET.get("parcel", "")
        if parcel:
            return self._of_parcel(parcel)
        if not self.request.GET.get("all"):
            return {}
        units = {f"units_{x.pk}": x.refundable_quantity for x in self.order.lines.all()}
        return {"shipping": True, **units}

    def _of_parcel(self, asked: str) -> dict[str, Any]:
        for mishap in open_mishaps(self.order):
            if str(mishap.parcel.pk) == asked:
                units = {f"units_{pk}": quantity for pk, quantity in mishap.units.items()}
                kept = mishap.parcel.goods == ReturnedGoods.KEPT
                said = f"{mishap.parcel.get_state_display()}: {mishap.parcel}"
                return {**units, "restock": kept, "reason": capfirst(said[:200])}
        return {}

    def form_valid(self, form: RefundForm) -> HttpResponse:
        try:
            self.preview = services.preview_refund(self.order.pk, form.wish())
            if self._was_shown(self.preview):
                return self._give_back(form)
        except ExpectedFailure as failure:
            show_failure(form, failure)
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form))

    def _was_shown(self, preview: RefundPreview) -> bool:
        return self.request.POST.get("shown_minor") == str(preview.plan.amount_minor)

    def _give_back(self, form: RefundForm) -> HttpResponse:
        key = form.refund_key()
        if Refund.objects.filter(key=key).exists():
            messages.warning(
                self.request, _("This refund was made before. Nothing more goes back.")
            )
        else:
            services.refund(self.order.pk, form.wish(), by=acting(self.request), key=key)
            messages.success(self.request, _("The refund is on its way."))
        return redirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ways = self._ways_paid() if self.preview else []
        away = bool(units_not_in_hand(self.order))
        return super().get_context_data(preview=self.preview, ways=ways, away=away, **kwargs)

    def _ways_paid(self) -> list[Any]:
        paid = [p for p in payments_of_order(self.order) if p.state == PaymentState.PAID]
        return [payment_provider(code).name for code in dict.fromkeys(p.provider for p in paid)]


class RefundPreviewPart(RefundOrder):
    """Only what goes back where, for the page to show while the clerk chooses. Changes nothing."""

    template_name = "aftersales/backoffice/preview.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("aftersales:refund", self.order.number)

    def _was_shown(self, preview: RefundPreview) -> bool:
        return False

    def form_invalid(self, form: RefundForm) -> HttpResponse:
        context = self.get_context_data(form=form, alone=True)
        return render(self.request, self.template_name, context)
