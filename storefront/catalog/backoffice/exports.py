"""The products that the list's filters leave, as CSV or XLSX."""

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from backoffice.access import staff_view
from backoffice.sheets import TYPES, XLSX, csv_pieces, xlsx_file
from tenants.directory.requests import current_tenant

from ..exporting import export_rows
from .filters import ProductFilter
from .rows import last_changed


@staff_view("catalog.view_product")
def export_products(request: HttpRequest, kind: str) -> HttpResponseBase:
    found = ProductFilter(request.GET, queryset=last_changed(), request=request).qs
    rows = export_rows(current_tenant(), list(found.order_by("pk").values_list("pk", flat=True)))
    if kind == XLSX:
        book = xlsx_file(rows, title=_("Products"))
        return FileResponse(
            book, as_attachment=True, filename="products.xlsx", content_type=TYPES[kind]
        )
    response = StreamingHttpResponse(csv_pieces(rows), content_type=TYPES[kind])
    response["Content-Disposition"] = 'attachment; filename="products.csv"'
    return response
