"""Products as a list for a person, in the download of all the shop's data."""

from collections.abc import Iterable

from backoffice.sheets import csv_pieces
from tenants.directory.models import Tenant

from .exporting import export_rows
from .models import Product


def products(tenant: Tenant) -> Iterable[bytes]:
    ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    return csv_pieces(export_rows(tenant, ids))
