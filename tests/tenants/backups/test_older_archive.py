"""An archive from before a migration: its tables are made as they were, filled, and then brought up to date."""

import pytest
from django.db import connection
from django_tenants.utils import schema_context, tenant_context

from ledger.selectors import discrepancies
from storefront.orders.models import Order
from tenants.backups.errors import ArchiveRefused
from tenants.backups.restoring import restore_shop
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tenants.profile.services import save_profile
from tenants.provisioning.schemas import shop_schemas
from tenants.upgrades.planning import missing_migrations
from tests.support.rights import assert_application_works_but_never_changes_the_books

pytestmark = pytest.mark.race
MOTTO = (
    "migrations.AddField('shopprofile', 'motto', models.CharField(max_length=80, default='none')),"
    " migrations.RunPython(lambda apps, editor: apps.get_model('profile', 'ShopProfile')"
    ".objects.update(motto=models.F('name')))"
)


def test_it_is_upgraded_with_its_rows(archive, new_migration, has_column, client_for):
    new_migration(MOTTO)
    restored = restore_shop(archive, slug="copy").tenant
    assert has_column(restored)
    with tenant_context(restored):
        assert missing_migrations() == []
        assert Order.objects.count() == 1
        assert list(discrepancies()) == []
        save_profile(slogan="Again")
    with schema_context(restored.schema_name), connection.cursor() as cursor:
        cursor.execute("SELECT motto = name AND name <> '' FROM profile_shopprofile")
        assert cursor.fetchone() == (True,)
    assert_application_works_but_never_changes_the_books(restored.schema_name)
    assert client_for(HostKind.SHOP, restored).get("/en/").status_code == 200


def test_when_its_upgrade_fails_nothing_is_left(archive, new_migration):
    new_migration("migrations.RunSQL('SELECT 1 / 0')")
    before = (shop_schemas(), Tenant.objects.count())
    with pytest.raises(ArchiveRefused, match="division by zero"):
        restore_shop(archive, slug="copy")
    assert (shop_schemas(), Tenant.objects.count()) == before


def test_rows_of_a_table_that_its_migrations_did_not_make_are_refused(forged, new_migration):
    """It says it is older than it is."""

    def change(manifest, parts):
        manifest["tables"]["profile_shopprofile"]["columns"].append("motto")

    path = forged(change)
    new_migration()
    with pytest.raises(ArchiveRefused, match="profile_shopprofile"):
        restore_shop(path, slug="copy")
