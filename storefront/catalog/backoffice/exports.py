"""The products that the list's filters leave, as CSV or XLSX."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from backoffice.access import may, staff_view
from backoffice.downloads import download, refuse_unclear
from tenants.directory.requests import current_tenant

from ..exporting import export_rows
from .filters import ProductFilter
from .rows import last_changed


@staff_view("catalog.view_product")
def export_products(request: HttpRequest, kind: str) -> HttpResponseBase:
    chosen = ProductFilter(request.GET, queryset=last_changed(), request=request)
    if refusal := refuse_unclear(request, chosen, list_view="products:list"):
        return refusal
    ids = list(chosen.qs.order_by("pk").values_list("pk", flat=True))
    with_cost = may(request, "catalog.change_product")
    rows = export_rows(current_tenant(), ids, with_cost=with_cost)
    return download(rows, kind, name="products", title=_("Products"))
