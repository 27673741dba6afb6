from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from devservices.outside_migration import ADD_FIELD, write_migration
from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.provisioning.services import ShopRequest, open_shop, request_shop


@pytest.fixture
def new_migration(tmp_path: Path, monkeypatch, settings) -> Callable[..., None]:
    """new_migration(operations) makes the code expect one migration more than the shops have."""

    def expect(operations: str = ADD_FIELD, **options: str) -> None:
        monkeypatch.syspath_prepend(str(tmp_path))
        settings.MIGRATION_MODULES = write_migration(tmp_path, operations, **options)

    return expect


@pytest.fixture
def shops(committed_db) -> list[Tenant]:
    """alpha, beta, and three more, the oldest first."""
    owner = User.objects.create_user(username="mia", email="mia@example.com", name="Mia")
    for number in range(3):
        open_shop(request_shop(ShopRequest(owner=owner, slug=f"more-{number}", name="More")))
    return list(Tenant.objects.order_by("pk"))


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
