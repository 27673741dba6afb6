"""One shop's upgrade: all of it in one transaction, or the ordinary way where text can't do it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections, transaction
from django.db.backends.utils import CursorWrapper
from django_tenants.utils import schema_context

from tenants.provisioning.schemas import migrate_schema, schema_exists

from ..errors import BusyElsewhere, NoSchema, NotAsPlanned
from ..models import UpgradePlan
from ..permissions import add_missing_permissions
from ..planning import missing_migrations
from ..ports import after_new_permissions
from ..recording import migrate_and_record

_ALONE = "SELECT pg_try_advisory_xact_lock(7216002, hashtext(%s))"
# who migrates it by hand meanwhile waits; shoppers never touch this table
_LOCK = "LOCK TABLE django_migrations IN SHARE ROW EXCLUSIVE MODE"
_HAS = """
SELECT md5(string_agg(app || '.' || name, ' ' ORDER BY app COLLATE "C", name COLLATE "C"))
FROM django_migrations
"""
_RECORD = """
INSERT INTO django_migrations (app, name, applied)
SELECT app, name, now() FROM unnest(%s::text[], %s::text[]) AS done (app, name)
"""


def upgrade_schema(schema_name: str, plan: UpgradePlan, lock_timeout_ms: int) -> list[str] | None:
    """Bring it to the plan's target. Answers the statements when they were recorded just now.

    Raises BusyElsewhere while another process is at it, or what the database raised; then nothing has changed,
    except on the ordinary way, where every migration is a transaction of its own.
    """
    if not schema_exists(schema_name):
        raise NoSchema(schema_name)
    try:
        if not plan.obstacle:
            return _in_one_transaction(schema_name, plan, lock_timeout_ms)
    except NotAsPlanned:
        pass
    _ordinary_way(schema_name, lock_timeout_ms)
    return None


def bring_up_to_date(schema_name: str) -> None:
    """A schema that nobody uses yet: no plan, no lock time-out. Must be called in public."""
    _ordinary_way(schema_name, lock_timeout_ms=0)


def _in_one_transaction(
    schema_name: str, plan: UpgradePlan, lock_timeout_ms: int
) -> list[str] | None:
    with schema_context(schema_name), transaction.atomic():
        with connection.cursor() as cursor:
            _only_we(cursor, schema_name)
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{lock_timeout_ms}ms"])
            cursor.execute(_LOCK)
            cursor.execute(_HAS)
            if cursor.fetchone()[0] != plan.source:
                raise NotAsPlanned(schema_name)
            if plan.sql is not None:
                _repeat(cursor, plan)
        recorded = migrate_and_record() if plan.sql is None else None
        if plan.adds_models:
            _look_after_permissions()
    return recorded


def _repeat(cursor: CursorWrapper, plan: UpgradePlan) -> None:
    if plan.sql:
        cursor.execute("\n;\n".join(plan.sql))
    apps, names = zip(*plan.migrations, strict=True)
    cursor.execute(_RECORD, [list(apps), list(names)])


def _look_after_permissions() -> None:
    if add_missing_permissions():
        for react in after_new_permissions:
            react()


def _ordinary_way(schema_name: str, lock_timeout_ms: int) -> None:
    with _alone(schema_name):
        with schema_context(schema_name):
            if not missing_migrations():
                return  # whoever did it died before saying so, or did it by hand
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{lock_timeout_ms}ms"])
        try:
            migrate_schema(schema_name)
            with schema_context(schema_name), transaction.atomic():
                for react in after_new_permissions:
                    react()
        finally:
            connection.close()  # and the setting with it


@contextmanager
def _alone(schema_name: str) -> Iterator[None]:
    """Over many transactions, on a connection of its own: free again as soon as its process is gone."""
    link = connections.create_connection("default")
    try:
        link.set_autocommit(False)
        with link.cursor() as cursor:
            _only_we(cursor, schema_name)
        yield
    finally:
        link.close()


def _only_we(cursor: CursorWrapper, schema_name: str) -> None:
    """Until the cursor's transaction ends. Code that fills rows must never run twice at the same time."""
    cursor.execute(_ALONE, [schema_name])
    if not cursor.fetchone()[0]:
        raise BusyElsewhere(schema_name)
