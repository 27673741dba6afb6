"""The two shops every test database has."""

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context, tenant_context

from tenants.accounts.models import User
from tenants.directory.models import Tenant, TenantState
from tenants.profile.services import save_profile

SHOPS = (
    {
        "slug": "alpha",
        "schema": "t_testalpha",
        "owner": "owner-a@example.com",
        "profile": {"name": "Alpha 衣坊", "currency": "CNY", "languages": ["zh-hans", "en"]},
    },
    {
        "slug": "beta",
        "schema": "t_testbeta",
        "owner": "owner-b@example.com",
        "profile": {
            "name": "Beta Goods",
            "currency": "USD",
            "languages": ["en"],
            "main_language": "en",
            "country": "US",
            "time_zone": "America/New_York",
        },
    },
)


def open_test_shops() -> None:
    for shop in SHOPS:
        owner = User.objects.create_user(
            username=shop["slug"], email=shop["owner"], password="owner-pass-1"
        )
        tenant = Tenant.objects.create(
            schema_name=shop["schema"],
            slug=shop["slug"],
            name=shop["profile"]["name"],
            owner=owner,
            state=TenantState.LIVE,
            opened_at=timezone.now(),
        )
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{shop["schema"]}"')
        call_command("migrate_schemas", schema_name=shop["schema"], verbosity=0)
        with tenant_context(tenant):
            save_profile(**shop["profile"])


def test_shop(slug: str) -> Tenant:
    with schema_context("public"):
        return Tenant.objects.select_related("owner").get(slug=slug)


test_shop.__test__ = False
