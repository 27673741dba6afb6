"""The two shops every test database has: opened as a merchant's are, and different in every name."""

from unittest import mock

from django.db import connection
from django_tenants.utils import schema_context, tenant_context

from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.profile.services import save_profile
from tenants.provisioning.services import ShopRequest, open_shop, request_shop
from tenants.provisioning.template import build_template

NAMING = "tenants.provisioning.services.request.generate_schema_name"
SHOPS = (
    {
        "slug": "alpha",
        "owner": "owner-a@example.com",
        "profile": {"name": "Alpha 衣坊", "currency": "CNY", "languages": ["zh-hans", "en"]},
    },
    {
        "slug": "beta",
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
    build_template()
    for shop in SHOPS:
        profile = shop["profile"]
        owner = User.objects.create_user(
            username=shop["slug"], email=shop["owner"], password="owner-pass-1"
        )
        wish = ShopRequest(
            owner=owner,
            slug=shop["slug"],
            name=profile["name"],
            currency=profile["currency"],
            language=profile.get("main_language", "zh-hans"),
        )
        with mock.patch(NAMING, return_value=f"t_test{shop['slug']}"):
            opening = open_shop(request_shop(wish))
        with tenant_context(opening.tenant):
            save_profile(**profile)
    connection.set_schema_to_public()


def test_shop(slug: str) -> Tenant:
    with schema_context("public"):
        return Tenant.objects.select_related("owner").get(slug=slug)


test_shop.__test__ = False
