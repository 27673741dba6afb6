"""From the ticked products to the act: what it asks for, what would come of it, and how far it is."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from backoffice.access import acting, fetch, require, staff_view
from backoffice.screens import FormScreen
from tenants.accounts.requests import signed_in_user
from tenants.profile.selectors import current_profile

from .. import ports
from ..bulk.acts import ACTS
from ..bulk.prices import PriceChange
from ..bulk.services import choose_products, start_bulk, stop_bulk
from ..bulk.tasks import wake
from ..models import BulkJob, Variant
from ..models.bulk import BulkState
from .bulk_forms import ACT_FORMS, PlainForm

PREVIEWED = 12


@dataclass(frozen=True)
class PriceRow:
    title: str
    options: str
    before: int
    after: int


def begin_bulk(request: HttpRequest, ids: list[int], act: str) -> HttpResponse:
    """The act's own page asks first; from there it goes back to the same list, filters and all."""
    require(request, "catalog.delete_product" if act == "delete" else "catalog.change_product")
    if not ids or act not in ACTS:
        messages.error(request, _("Choose at least one product first."))
        return redirect(request.get_full_path())
    job = choose_products(ids, by=signed_in_user(request), name=acting(request))
    return redirect(f"{reverse('products:bulk', args=(job.pk, act))}?{request.GET.urlencode()}")


class BulkScreen(FormScreen):
    """What the act needs to know; prices show what would come of it before anything is changed."""

    permission = "catalog.change_product"
    template_name = "catalog/backoffice/bulk.html"
    submit_label = gettext_lazy("Do it")
    done_message = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.act = kwargs["act"]
        self.preview: list[PriceRow] = []
        if self.act not in ACT_FORMS:
            raise Http404

    def get_form_class(self) -> type[PlainForm]:
        return ACT_FORMS[self.act]

    @property
    def job(self) -> BulkJob:
        chosen = BulkJob.objects.filter(started_by_id=self.request.user.pk)
        return self.fetch(chosen, pk=self.kwargs["pk"])

    def get_title(self) -> str:
        titles = {
            "active": _("Put products on sale"),
            "draft": _("Put products back to draft"),
            "archived": _("Archive products"),
            "category": _("Change categories"),
            "tags": _("Change tags"),
            "price": _("Change prices"),
            "stock": _("Change stock"),
            "delete": _("Delete products for good"),
        }
        return titles[self.act]

    def get_back(self) -> tuple[str, str]:
        return _("Products"), f"{reverse('products:list')}?{self.request.GET.urlencode()}"

    def form_valid(self, form: Any) -> HttpResponse:
        job = self.job
        if self.act == "delete":
            require(self.request, "catalog.delete_product")
        if "preview" in self.request.POST:
            self.preview = _price_rows(job, form.details())
            return self.render_to_response(self.get_context_data(form=form))
        job = start_bulk(job, act=self.act, details=form.details())
        return after_bulk(self.request, job, self.get_back()[1])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = self.job
        if job.state != BulkState.CHOSEN:
            raise Http404
        sold = len(ports.sold_products(job.product_ids)) if self.act == "delete" else 0
        return super().get_context_data(
            job=job,
            act=self.act,
            preview=self.preview,
            currency=current_profile().currency,
            sold=sold,
            unsold=job.total - sold,
            **kwargs,
        )


@staff_view("catalog.change_product")
def bulk_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a running change; its part asks again every second until it is over."""
    job = _my_job(request, pk)
    wake(job)
    part = request.headers.get("HX-Request") == "true"
    name = "parts/bulk_progress.html" if part else "bulk_job.html"
    context = {
        "job": job,
        "title": _("Changing products"),
        "back": (_("Products"), reverse("products:list")),
        "share": 100 * job.done // job.total if job.total else 100,
    }
    return render(request, f"catalog/backoffice/{name}", context)


@require_POST
@staff_view("catalog.change_product")
def stop_changing(request: HttpRequest, pk: int) -> HttpResponse:
    job = _my_job(request, pk)
    stop_bulk(job)
    return redirect("products:bulk_progress", job.pk)


def running_changes(request: HttpRequest) -> QuerySet[BulkJob]:
    """One's own, so that whoever left their page finds back."""
    mine = BulkJob.objects.filter(started_by_id=request.user.pk, state=BulkState.RUNNING)
    return mine.order_by("-created_at")


def _my_job(request: HttpRequest, pk: int) -> BulkJob:
    mine = BulkJob.objects.filter(started_by_id=request.user.pk)
    return fetch(request, "catalog.change_product", mine, pk=pk)


def after_bulk(request: HttpRequest, job: BulkJob, path: str) -> HttpResponse:
    """Where a change of many products leads: to its progress, or on with what came of it."""
    if job.is_running:
        return redirect("products:bulk_progress", job.pk)
    said = ngettext("%(count)s product changed.", "%(count)s products changed.", job.changed)
    told = messages.success if job.changed else messages.info
    told(request, said % {"count": job.changed})
    if job.act == "delete" and job.left_out:
        kept = ngettext(
            "%(count)s product was sold before and stays; archive it instead.",
            "%(count)s products were sold before and stay; archive them instead.",
            job.left_out,
        )
        messages.warning(request, kept % {"count": job.left_out})
    return redirect(path)


def _price_rows(job: BulkJob, details: dict[str, Any]) -> list[PriceRow]:
    currency = current_profile().currency
    change = PriceChange(details["percent"], details["amount_minor"], details["rounding"])
    variants = Variant.objects.filter(product_id__in=job.product_ids, is_active=True)
    shown = variants.select_related("product").order_by("product_id", "position")[:PREVIEWED]
    return [
        PriceRow(v.product.title, v.option_text, v.price_minor, change.of(v.price_minor, currency))
        for v in shown
    ]
