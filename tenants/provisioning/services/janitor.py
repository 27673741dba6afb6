"""After a crash: half-open shops go on, schemas that nobody will ever use are dropped."""

import logging
from datetime import timedelta

from django.db.models import Q

from kernel import clock
from tenants.directory.models import Tenant

from ..models import Opening, SchemaDrop, SchemaTemplate
from ..schemas import drop_schema, remove_files, shop_schemas
from ..states import UNFINISHED
from .run import TRIES, give_up, run_opening

log = logging.getLogger(__name__)
_GRACE = timedelta(seconds=10)  # the worker that was asked first
_ORPHAN_GRACE = timedelta(minutes=10)
_AT_ONCE = 10


def look_after() -> None:
    """One round. May run beside itself and be killed anywhere."""
    resume_openings()
    find_orphans()
    drop_schemas()


def resume_openings() -> int:
    """Go on with openings that nobody is at; how many are live now."""
    now = clock.now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    stuck = Opening.objects.filter(free, state__in=UNFINISHED, created_at__lt=now - _GRACE)
    live = 0
    for opening in stuck.order_by("pk")[:_AT_ONCE]:
        if opening.attempts >= TRIES:  # every one of them killed its process
            give_up(opening.pk)
        else:
            live += run_opening(opening.pk)
    return live


def find_orphans() -> None:
    """Schemas without a shop: a template build that was killed, a shop removed half-way.

    They are dropped only when they are still nobody's a while later: somebody may be restoring one.
    """
    orphans, now = _orphans(), clock.now()
    SchemaDrop.objects.filter(due_at__gt=now).exclude(schema_name__in=orphans).delete()
    for schema_name in orphans:
        SchemaDrop.objects.get_or_create(
            schema_name=schema_name, defaults={"why": "nobody's", "due_at": now + _ORPHAN_GRACE}
        )


def drop_schemas() -> None:
    for row in SchemaDrop.objects.filter(due_at__lte=clock.now()).order_by("pk")[:_AT_ONCE]:
        if Tenant.objects.filter(schema_name=row.schema_name).exists():
            log.error("schema_drop_refused: %s has a shop", row.schema_name)
            continue
        drop_schema(row.schema_name)
        if not SchemaTemplate.objects.filter(schema_name=row.schema_name).exists():
            remove_files(row.schema_name)
        row.delete()


def _orphans() -> set[str]:
    schemas = shop_schemas()  # before the rows: a schema is never seen before its row
    known = set(Tenant.objects.values_list("schema_name", flat=True))
    building = SchemaTemplate.objects.filter(lease_until__gt=clock.now())
    return schemas - known - set(building.values_list("schema_name", flat=True))
