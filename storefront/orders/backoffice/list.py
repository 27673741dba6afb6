"""The list of orders, what is picked in it, and its export."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.access import may, staff_view
from backoffice.downloads import download, note_export, refuse_unclear
from backoffice.screens import ListScreen, Tab
from backoffice.sheets import CSV, XLSX
from kernel import clock
from storefront.orders.models import Order
from storefront.orders.selectors import counts_by_tab
from tenants.directory.requests import TenantRequest

from .export import export_rows
from .filters import OrderFilter
from .ports import bulk_actions, list_actions
from .rows import orders_with_lines, state_tabs

MOST_IN_A_WORKBOOK = 20_000


class OrderList(ListScreen):
    title = gettext_lazy("Orders")
    permission = "orders.view_order"
    template_name = "orders/backoffice/list.html"
    filterset_class = OrderFilter
    saved_views = "orders"
    sorts = {
        "placed": ("placed_at", "id"),
        "total": ("total_minor", "id"),
        "name": ("name", "id"),
        "number": ("number",),
    }

    def get_rows(self) -> QuerySet[Order]:
        return orders_with_lines()

    @cached_property
    def counts(self) -> dict[str, int]:
        """Orders by tab, of those that search and filters leave: one query for tabs and pages."""
        filters = self.filterset
        if filters is None or filters.form.errors:
            return counts_by_tab(None)
        return counts_by_tab(filters.without_tab())

    def get_tabs(self) -> list[Tab]:
        return state_tabs(self.counts)

    def get_paginator(self, queryset: Any, per_page: int, *args: Any, **kwargs: Any) -> Paginator:
        paginator = super().get_paginator(queryset, per_page, *args, **kwargs)
        filters = self.filterset
        if filters is not None and not filters.form.errors:
            tab = filters.form.cleaned_data.get("state")
            paginator.count = self.counts[tab] if tab else sum(self.counts.values())
        return paginator

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        picks = [action for action in bulk_actions if may(self.request, action.permission)]
        made = [action for make in list_actions if (action := make(self.request))]
        actions = [action for action in made if may(self.request, action.permission)]
        return super().get_context_data(
            bulk_actions=sorted(picks, key=lambda action: action.position),
            list_actions=sorted(actions, key=lambda action: action.position),
            may_export=may(self.request, "orders.export_order"),
            query=self.request.GET.urlencode(),
            more_filters=self._more_filters(),
            **kwargs,
        )

    def _more_filters(self) -> dict[str, Any]:
        """Filters that are folded away, unless one of them is in use."""
        shown = self.filterset.form.visible_fields() if self.filterset is not None else []
        fields = [f for f in shown if f.name not in FIRST]
        return {"fields": fields, "is_open": any(f.value() or f.errors for f in fields)}


FIRST = ("state", "q", "only")


def picked_orders(request: HttpRequest, *, most: int) -> QuerySet[Order]:
    """The orders named by the address: `number` for each, or `all=1` for what `query` finds.

    In the list's order, at most `most` of them; none when a filter of `query` makes no sense.
    """
    given = request.GET
    if given.get("all"):
        chosen = _chosen(QueryDict(given.get("query", "")))
        return chosen.qs[:most] if chosen.form.is_valid() else Order.objects.none()
    return Order.objects.filter(number__in=given.getlist("number")[:most])


@staff_view("orders.export_order")
def export_orders(request: TenantRequest) -> HttpResponseBase:
    """What the list is narrowed to, or what is picked in it, as CSV or XLSX."""
    kind = request.GET.get("format", CSV)
    if request.GET.getlist("number") and not request.GET.get("all"):
        orders = picked_orders(request, most=1000)
    else:
        query = QueryDict(request.GET["query"]) if "query" in request.GET else request.GET
        chosen = _chosen(query)
        if refusal := refuse_unclear(request, chosen, list_view="orders:list"):
            return refusal
        orders = chosen.qs
    ids = list(orders.values_list("pk", flat=True))
    if kind == XLSX and len(ids) > MOST_IN_A_WORKBOOK:
        text = _("A workbook takes %(most)s orders. Choose fewer, or take the CSV file.")
        messages.error(request, text % {"most": f"{MOST_IN_A_WORKBOOK:,}"})
        return redirect("orders:list")
    rows = export_rows(request.tenant, ids)
    name = f"orders-{timezone.localtime(clock.now()):%Y%m%d-%H%M}"
    note_export(request, Order, name=name, rows=len(ids))
    return download(rows, kind, name=name, title=_("Orders"))


def _chosen(query: QueryDict) -> OrderFilter:
    return OrderFilter(query, queryset=Order.objects.all())
