"""Many parcels at once: give a list, see what would happen, confirm, watch, take the result home."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from backoffice.access import acting, fetch, staff_view
from backoffice.downloads import download
from backoffice.ports import Action
from backoffice.screens import DetailScreen, FormScreen
from backoffice.sheets import CSV
from integrations.carriers import carriers_for, name_of
from kernel.errors import ExpectedFailure
from storefront.orders.backoffice.list import picked_orders
from storefront.orders.models import Order
from storefront.shipping.dispatching.services import draft_dispatch, start_dispatch, wake
from storefront.shipping.models import DispatchJob, LineState, Shipment
from tenants.profile.selectors import current_profile

from .dispatch_forms import DispatchForm

PERMISSION = "shipping.add_shipment"
SHOWN_LINES = 500
MOST_PICKED = 200


def dispatch_action(request: HttpRequest) -> Action:
    """The list of orders leads here."""
    return Action(
        position=10,
        label=gettext_lazy("Send many"),
        url=reverse("shipping:dispatch"),
        permission=PERMISSION,
        tone="primary",
    )


class DispatchScreen(FormScreen):
    title = gettext_lazy("Send many orders")
    intro = gettext_lazy(
        "First you see what would happen, line by line. Nothing is sent before you confirm."
    )
    permission = PERMISSION
    template_name = "shipping/backoffice/dispatch/form.html"
    form_class = DispatchForm
    submit_label = gettext_lazy("Check the list")
    done_message = ""

    def get_back(self) -> tuple[str, str]:
        return _("Orders"), reverse("orders:list")

    def get_initial(self) -> dict[str, Any]:
        """The carrier of the last parcel is the likeliest for orders that are ticked one by one."""
        last = Shipment.objects.order_by("-id").values_list("carrier", flat=True).first()
        return {"carrier": last or ""} if self.request.GET else {}

    def form_valid(self, form: DispatchForm) -> HttpResponse:
        uploaded = form.cleaned_data["file"]
        try:
            self.job = draft_dispatch(
                form.rows(),
                by=acting(self.request),
                filename=uploaded.name if uploaded else "",
                carrier=form.cleaned_data["carrier"],
            )
        except ExpectedFailure as failure:
            form.refuse(failure)
            return self.form_invalid(form)
        return redirect("shipping:dispatch_job", self.job.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        jobs = DispatchJob.objects.annotate(total=Count("lines"))[:10]
        return {**context, "jobs": jobs, "picked": self._picked(context["form"])}

    def _picked(self, form: DispatchForm) -> list[tuple[Order, str]]:
        """The ticked orders that wait to be sent, each with what was typed for it so far."""
        typed = form.typed_numbers
        if self.request.method == "POST":
            orders: QuerySet[Order] = Order.objects.filter(number__in=list(typed)[:MOST_PICKED])
        elif self.request.GET.get("number") or self.request.GET.get("all"):
            orders = picked_orders(self.request, most=MOST_PICKED)
        else:
            return []
        waiting = Order.objects.to_send().filter(pk__in=[order.pk for order in orders])
        return [(order, typed.get(order.number, "")) for order in waiting.prefetch_related("lines")]


class DispatchJobScreen(DetailScreen):
    """What would happen, or what has happened, line by line."""

    permission = PERMISSION
    template_name = "shipping/backoffice/dispatch/job.html"

    def get_object(self) -> DispatchJob:
        return self.fetch(DispatchJob, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        return self.object.filename or _("Send many orders")

    def get_back(self) -> tuple[str, str]:
        return _("Send many orders"), reverse("shipping:dispatch")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**_progress_of(self.object), **kwargs)


@staff_view(PERMISSION)
def dispatch_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that asks again every second while parcels are being sent."""
    job = fetch(request, PERMISSION, DispatchJob, pk=pk)
    wake(job)
    return render(request, "shipping/backoffice/dispatch/progress.html", _progress_of(job))


@require_POST
@staff_view(PERMISSION)
def confirm_dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    job = fetch(request, PERMISSION, DispatchJob, pk=pk)
    if not job.lines.filter(state=LineState.READY).exists() and job.state == "draft":
        messages.error(request, _("There is no good line in this list."))
    else:
        start_dispatch(job.pk)
    return redirect("shipping:dispatch_job", job.pk)


@staff_view(PERMISSION)
def dispatch_result(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every line with what became of it."""
    job = fetch(request, PERMISSION, DispatchJob, pk=pk)
    rows: list[list[Any]] = [[*_columns(), _("Result"), _("Why")]]
    for line in job.lines.all():
        told = [line.number, line.carrier, line.tracking_number]
        rows.append([*told, line.get_state_display(), line.reason])
    return download(rows, CSV, name=f"dispatch-{job.pk}", title=_("Send many orders"))


@staff_view(PERMISSION)
def dispatch_template(request: HttpRequest, kind: str) -> HttpResponseBase:
    """An empty list to fill in: the orders that wait to be sent, in the order they were placed."""
    carrier = carriers_for(current_profile().country)[0].label
    waiting = Order.objects.to_send().filter(requires_shipping=True).order_by("placed_at", "id")
    numbers = waiting.values_list("number", flat=True)[:1000]
    rows = [_columns(), *([number, carrier, ""] for number in numbers)]
    return download(rows, kind, name="dispatch", title=_("Send many orders"))


def _columns() -> list[str]:
    return [_("Order number"), _("Carrier"), _("Tracking number")]


def _progress_of(job: DispatchJob) -> dict[str, Any]:
    counts = dict(job.lines.order_by().values_list("state").annotate(Count("pk")))
    ready, bad, sent = (counts.get(state.value, 0) for state in LineState)
    lines = list(job.lines.select_related("order")[:SHOWN_LINES])
    for line in lines:
        line.carrier_name = name_of(line.carrier)  # type: ignore[attr-defined]  # for the page
    total = ready + bad + sent
    return {
        "job": job,
        "lines": sorted(lines, key=lambda line: line.state != LineState.BAD),
        "total": total,
        "ready": ready,
        "bad": bad,
        "sent": sent,
        "share": 100 * (total - ready) // total if total else 100,
        "is_cut": total > len(lines),
    }
