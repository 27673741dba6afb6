"""The template: a hidden schema made by the real migrations and the neutral steps, kept as text."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django_tenants.utils import tenant_context

from kernel import clock
from tenants.directory.models import Tenant, generate_schema_name

from .fingerprint import current_fingerprint
from .models import SchemaTemplate
from .ports import StarterContext, neutral_steps
from .replay import check_can_dump, dump_schema
from .schemas import drop_schema, migrate_schema, remove_files

log = logging.getLogger(__name__)
BUILD_LEASE = timedelta(minutes=10)
_KEEP_OLD = timedelta(days=1)  # processes of the former release may still ask for theirs


def ready_template() -> SchemaTemplate | None:
    """The template for the code that is running, when there is one."""
    return SchemaTemplate.objects.filter(
        fingerprint=current_fingerprint(), ready_at__isnull=False
    ).first()


def build_template() -> SchemaTemplate | None:
    """Build it unless it is there; None while somebody else is building it. Raises DumpFailed.

    Killed at any point it leaves a hidden schema that the janitor drops, and a lease that runs out.
    """
    row, _created = SchemaTemplate.objects.get_or_create(fingerprint=current_fingerprint())
    if row.ready_at:
        return row
    check_can_dump()
    schema_name = generate_schema_name()
    if not _take_lease(row, schema_name):
        return None
    fill_schema(schema_name)
    row.schema_name, row.sql = schema_name, dump_schema(schema_name)
    row.ready_at, row.lease_until = clock.now(), None
    row.save()
    drop_schema(schema_name)
    _forget_old_templates()
    return row


def fill_schema(schema_name: str) -> None:
    """Make a schema the slow way: every migration, then the neutral steps."""
    migrate_schema(schema_name)
    tenant = Tenant(schema_name=schema_name)
    with tenant_context(tenant):
        for step in neutral_steps():
            with transaction.atomic():
                step.run(StarterContext(tenant=tenant))


def _take_lease(row: SchemaTemplate, schema_name: str) -> bool:
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=clock.now())
    taken = SchemaTemplate.objects.filter(free, pk=row.pk, ready_at__isnull=True).update(
        lease_until=clock.now() + BUILD_LEASE, schema_name=schema_name
    )
    return bool(taken)


def _forget_old_templates() -> None:
    old = SchemaTemplate.objects.exclude(fingerprint=current_fingerprint())
    for template in old.filter(created_at__lt=clock.now() - _KEEP_OLD):
        if template.schema_name:
            remove_files(template.schema_name)
        template.delete()
