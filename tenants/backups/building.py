"""The empty schema an archive's rows go into: made by our own migrations, as many as the archive's shop had."""

from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django_tenants.utils import schema_context

from tenants.database.rights import owner_rights
from tenants.provisioning.replay import replay
from tenants.provisioning.schemas import assert_ours, remove_files
from tenants.provisioning.template import build_template, ready_template

from .errors import ArchiveRefused
from .manifest import Manifest
from .tables import tables_of


def build_empty(schema_name: str, manifest: Manifest) -> bool:
    """Tables as the archive's shop had them, without a row; True when newer migrations are still missing."""
    wanted = {(app, name) for app, name in manifest.migrations}
    loader = MigrationLoader(None)
    unknown = wanted - set(loader.disk_migrations)
    if unknown:
        raise ArchiveRefused(f"it was written by newer software ({'.'.join(sorted(unknown)[0])})")
    older = set(loader.graph.nodes) - wanted
    if older:
        _migrate_to(schema_name, wanted)
    else:
        _replay_template(schema_name)
    _empty(schema_name)
    return bool(older)


def _replay_template(schema_name: str) -> None:
    template = ready_template() or build_template()
    if template is None:
        raise ArchiveRefused("the template of shops is being built; try again in a minute")
    with transaction.atomic():
        replay(template.sql, old_name=template.schema_name, new_name=schema_name)
    remove_files(schema_name)  # the archive brings its own


def _migrate_to(schema_name: str, wanted: set[tuple[str, str]]) -> None:
    """Exactly these migrations, which must be closed under what they depend on."""
    assert_ours(schema_name)
    with owner_rights():
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{schema_name}"')
        with schema_context(schema_name):
            executor = MigrationExecutor(connection)
            full = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
            plan = [(migration, False) for migration, _ in full if _key(migration) in wanted]
            _check_closed(executor.loader, wanted)
            executor.migrate(executor.loader.graph.leaf_nodes(), plan=plan)


def _check_closed(loader: MigrationLoader, wanted: set[tuple[str, str]]) -> None:
    for key in wanted:
        if key in loader.graph.nodes and not set(loader.graph.forwards_plan(key)) <= wanted:
            raise ArchiveRefused("its list of migrations has gaps")


def _key(migration: Migration) -> tuple[str, str]:
    return migration.app_label, migration.name


def _empty(schema_name: str) -> None:
    """Rows that migrations and the template brought along: the archive brings its own."""
    with owner_rights(), connection.cursor() as cursor:
        names = [table.name for table in tables_of(cursor, schema_name)]
        tables = ", ".join(f'"{schema_name}"."{name}"' for name in names)
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
