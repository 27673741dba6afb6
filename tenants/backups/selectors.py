from django.db.models import QuerySet
from django_tenants.utils import schema_context

from kernel import clock
from tenants.directory.models import Tenant

from .models import ShopExport
from .states import ExportState

KEPT_IN_LIST = 20


def exports_of(tenant: Tenant) -> list[ShopExport]:
    """The newest first, with their moves."""
    with schema_context("public"):
        rows: QuerySet[ShopExport] = tenant.exports.prefetch_related("moves")
        return list(rows[:KEPT_IN_LIST])


def downloadable(tenant: Tenant, user_id: int, key: str) -> ShopExport | None:
    """The export with this key when it is this shop's, this person's, ready and not past its time."""
    with schema_context("public"):
        return (
            ShopExport.objects.select_related("tenant")
            .filter(tenant=tenant, ordered_by=user_id, key=key, state=ExportState.READY)
            .filter(expires_at__gt=clock.now())
            .first()
        )
