from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from devservices.outside_migration import ADD_FIELD, write_migration
from tenants.directory.models import Tenant


@pytest.fixture
def new_migration(tmp_path: Path, monkeypatch, settings) -> Callable[..., None]:
    """new_migration(operations) makes the code expect one migration more than the shops have."""

    def expect(operations: str = ADD_FIELD, **options: str) -> None:
        monkeypatch.syspath_prepend(str(tmp_path))
        settings.MIGRATION_MODULES = write_migration(tmp_path, operations, **options)

    return expect


@pytest.fixture
def has_column() -> Callable[..., bool]:
    def look(tenant: Tenant, table: str = "profile_shopprofile", column: str = "motto") -> bool:
        with schema_context(tenant.schema_name), connection.cursor() as cursor:
            names = {
                field.name
                for field in connection.introspection.get_table_description(cursor, table)
            }
        return column in names

    return look
