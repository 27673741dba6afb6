"""Ready schemas waiting for a merchant. One is assigned by changing its row; a schema is never renamed."""

from django.conf import settings
from django.db import connection, transaction

from tenants.directory.models import Tenant, TenantState, generate_schema_name

from .fingerprint import current_fingerprint
from .models import PooledSchema, SchemaDrop, SchemaTemplate
from .replay import replay
from .template import ready_template

_LOCK = 7_216_001  # one filler at a time, held for one transaction


def take_pooled() -> Tenant | None:
    """A ready schema, now the caller's; None when the pool is empty. Call inside a transaction.

    Two callers never get the same one: a row that another transaction holds is passed over.
    """
    row = (
        PooledSchema.objects.select_for_update(skip_locked=True, of=["self"])
        .select_related("tenant")
        .filter(fingerprint=current_fingerprint(), tenant__state=TenantState.POOLED)
        .order_by("pk")
        .first()
    )
    if row is None:
        return None
    row.delete()
    return row.tenant


def fill_pool() -> int:
    """Make schemas until MALL_POOL_SIZE are ready; how many were made. Needs a ready template."""
    drop_outdated()
    template, made = ready_template(), 0
    while template and _make_one(template):
        made += 1
    return made


def drop_outdated() -> None:
    """Schemas of a former release are not given to anyone."""
    with transaction.atomic():
        rows = (
            PooledSchema.objects.select_for_update(skip_locked=True, of=["self"])
            .select_related("tenant")
            .exclude(fingerprint=current_fingerprint())
        )
        for row in rows:
            SchemaDrop.objects.get_or_create(
                schema_name=row.tenant.schema_name, defaults={"why": "outdated in the pool"}
            )
            row.tenant.delete(force_drop=False)


@transaction.atomic
def _make_one(template: SchemaTemplate) -> bool:
    """Row and schema in one transaction: there is never a row without its schema, or the reverse."""
    if not _only_filler():
        return False
    ready = PooledSchema.objects.filter(fingerprint=template.fingerprint).count()
    if ready >= settings.MALL_POOL_SIZE:
        return False
    tenant = Tenant.objects.create(schema_name=generate_schema_name(), state=TenantState.POOLED)
    replay(template.sql, old_name=template.schema_name, new_name=tenant.schema_name)
    PooledSchema.objects.create(tenant=tenant, fingerprint=template.fingerprint)
    return True


def _only_filler() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return cursor.fetchone()[0]
