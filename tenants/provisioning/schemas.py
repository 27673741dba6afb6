"""Schemas as PostgreSQL sees them: do they exist, make one by migrations, drop one gently."""

import re
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django_tenants.utils import schema_context

from tenants.database.rights import owner_rights

_OURS = re.compile(r"^t_[a-z0-9]{4,60}$")
_TABLES_PER_TRANSACTION = 25  # a drop takes locks on every table and index of it


def assert_ours(schema_name: str) -> None:
    """Only names that we generate ever reach SQL."""
    if not _OURS.match(schema_name):
        raise ValueError(f"not a shop's schema: {schema_name!r}")


def schema_exists(schema_name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s", [schema_name])
        return cursor.fetchone() is not None


def shop_schemas() -> set[str]:
    """Every schema that looks like a shop's, whether or not a shop knows it."""
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname ~ '^t_[a-z0-9]{16}$'"
        )
        return {name for (name,) in cursor.fetchall()}


def migrate_schema(schema_name: str) -> None:
    """Make the schema and run every migration in it: many seconds, and not one transaction."""
    assert_ours(schema_name)
    with schema_context("public"), owner_rights():  # when it fails it would stay inside the schema
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema_name}"')
        call_command("migrate_schemas", schema_name=schema_name, interactive=False, verbosity=0)


def drop_schema(schema_name: str) -> None:
    """Drop it table by table; may be interrupted and called again."""
    assert_ours(schema_name)
    with owner_rights():
        while tables := _some_tables(schema_name):
            names = ", ".join(f'"{schema_name}"."{table}"' for table in tables)
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"DROP TABLE {names} CASCADE")
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{schema_name}" CASCADE')


def remove_files(schema_name: str) -> None:
    """Remove the folder of a schema's uploaded files."""
    assert_ours(schema_name)
    shutil.rmtree(Path(settings.MEDIA_ROOT) / schema_name, ignore_errors=True)


def _some_tables(schema_name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = %s ORDER BY tablename"
            " LIMIT %s",
            [schema_name, _TABLES_PER_TRANSACTION],
        )
        return [name for (name,) in cursor.fetchall()]
