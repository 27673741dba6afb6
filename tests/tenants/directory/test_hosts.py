import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.hosts import HostKind, HostName, parse_host
from tenants.directory.models import Tenant
from tenants.profile.selectors import current_profile


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("mall.localhost:8000", HostName(HostKind.PORTAL)),
        ("MALL.localhost.", HostName(HostKind.PORTAL)),
        ("Alpha.mall.localhost:8000", HostName(HostKind.BACKOFFICE, slug="alpha")),
        ("alpha.shop.localhost.:80", HostName(HostKind.SHOP, slug="alpha")),
        ("www.example.com", HostName(HostKind.SHOP, domain="www.example.com")),
        ("shop.localhost", None),
        ("a.b.shop.localhost", None),
        ("-x.shop.localhost", None),
        ("ev il.example", None),
        ("", None),
    ],
)
def test_a_host_header_is_read(header: str, expected: HostName | None) -> None:
    assert parse_host(header) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["nobody.shop.localhost", "nobody.mall.localhost", "evil.example"])
def test_an_unknown_host_is_not_found(host: str) -> None:
    assert Client(HTTP_HOST=host).get("/").status_code == 404


def test_the_search_path_of_a_shop_leaves_public_out(shop_a: Tenant) -> None:
    with tenant_context(shop_a), connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        assert cursor.fetchone() == (f"{shop_a.schema_name}, extensions",)


def test_a_table_missing_in_a_shop_is_an_error_and_not_publics(shop_a: Tenant) -> None:
    refused = pytest.raises(ProgrammingError, match="directory_tenant")
    with tenant_context(shop_a), refused, transaction.atomic():
        Tenant.objects.count()


def test_each_shop_reads_its_own_profile(shop_a: Tenant, shop_b: Tenant) -> None:
    with tenant_context(shop_a):
        assert current_profile().name == "Alpha 衣坊"
    with tenant_context(shop_b):
        assert current_profile().name == "Beta Goods"


@pytest.mark.parametrize("path", ["/orders/%00/receipt/", "/products/a%00b/", "/media/%00"])
def test_an_address_with_a_nul_is_nowhere(path: str, shop_client: Client) -> None:
    """PostgreSQL and file systems know no such text; no page has to think of it."""
    assert shop_client.get(path).status_code == shop_client.post(path).status_code == 404
