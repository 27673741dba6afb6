"""Products as a list for a person, in the download of all the shop's data."""

from collections.abc import Iterable

from tenants.backups.csv_text import as_csv
from tenants.directory.models import Tenant

from .exporting import export_rows
from .models import Product


def products(tenant: Tenant) -> Iterable[str]:
    ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    return as_csv(export_rows(tenant, ids))
