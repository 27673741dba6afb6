"""Settings > Data: the owner, and nobody else, orders and downloads what the shop has."""

from datetime import timedelta

import pytest
from django_tenants.utils import tenant_context

from kernel import clock
from tenants.audit.models import AuditEntry
from tenants.backups.models import ShopExport
from tenants.backups.services.exports import file_of
from tenants.directory.hosts import HostKind
from tests.support.staff import prove, staff_client

PAGE = "/settings/data/"


@pytest.fixture
def ready(shop_a, owner_client, tmp_path, settings) -> ShopExport:
    settings.EXPORTS_DIR = tmp_path
    prove(owner_client, shop_a)
    owner_client.post(PAGE)
    export = ShopExport.objects.get()
    export.state, export.size = "ready", 3
    export.ready_at, export.expires_at = clock.now(), clock.now() + timedelta(days=7)
    export.save()
    file_of(export).parent.mkdir(parents=True)
    file_of(export).write_bytes(b"zip")
    return export


def test_the_owner_finds_the_page_in_the_settings(owner_client):
    assert PAGE in owner_client.get("/settings/").text
    page = owner_client.get(PAGE).text
    assert "Download all data" in page
    assert "No downloads so far" in page


@pytest.mark.parametrize("role", ["manager", "clerk"])
def test_nobody_else_sees_orders_or_downloads_it(shop_a, ready, role):
    client = staff_client(shop_a, role=role)
    assert PAGE not in client.get("/settings/").text
    for answer in (client.get(PAGE), client.post(PAGE), client.get(f"{PAGE}{ready.key}/file/")):
        assert answer.status_code in (302, 403)
        assert "Content-Disposition" not in answer.headers
    assert ShopExport.objects.count() == 1


def test_ordering_it_is_told_and_shown(owner_client, shop_a):
    prove(owner_client, shop_a)
    answer = owner_client.post(PAGE, follow=True)
    assert "write to you when it is ready" in answer.text
    export = ShopExport.objects.get()
    assert (export.tenant, export.state, export.ordered_by_name) == (shop_a, "ordered", "The owner")
    assert 'hx-trigger="every 2s"' in answer.text
    assert "A download is being prepared already." in owner_client.post(PAGE, follow=True).text
    assert ShopExport.objects.count() == 1


def test_the_file_comes_as_a_download_that_no_cache_keeps(owner_client, ready):
    assert f"{PAGE}{ready.key}/file/" in owner_client.get(PAGE).text
    answer = owner_client.get(f"{PAGE}{ready.key}/file/")
    assert b"".join(answer.streaming_content) == b"zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="alpha-')
    assert "private, no-store" in answer.headers["Cache-Control"]
    assert ready.moves.filter(verb="download", by="The owner").count() == 1
    with tenant_context(ready.tenant):
        trail = AuditEntry.objects.filter(verb="exported", model="backups.shopexport")
        assert [entry.actor_name for entry in trail] == ["The owner"] * 2  # ordered, taken


def test_another_shops_owner_gets_nothing(shop_b, ready):
    other = staff_client(shop_b)
    prove(other, shop_b)
    assert other.get(f"{PAGE}{ready.key}/file/").status_code == 404


def test_a_session_alone_takes_no_data_away(shop_a, ready):
    """Whoever sits down at the owner's open browser is asked who they are."""
    client = staff_client(shop_a)
    for answer in (client.post(PAGE), client.get(f"{PAGE}{ready.key}/file/")):
        assert (answer.status_code, answer.url) == (302, "/proof/?next=%2Fsettings%2Fdata%2F")
    assert ShopExport.objects.count() == 1
    assert not ready.moves.filter(verb="download").exists()


def test_after_its_time_there_is_nothing(owner_client, ready):
    ShopExport.objects.update(expires_at=clock.now() - timedelta(hours=1))
    assert owner_client.get(f"{PAGE}{ready.key}/file/").status_code == 404


def test_without_signing_in_there_is_nothing(client_for, shop_a, ready):
    stranger = client_for(HostKind.BACKOFFICE, shop_a)
    assert stranger.get(f"{PAGE}{ready.key}/file/").status_code == 302


def test_the_page_asks_no_more_with_a_long_list(owner_client, ready, django_assert_max_num_queries):
    def copies(count: int) -> int:
        ShopExport.objects.bulk_create(
            ShopExport(tenant=ready.tenant, ordered_by=1, ordered_by_name="x", state="gone")
            for _ in range(count)
        )
        with django_assert_max_num_queries(40) as counted:
            owner_client.get(PAGE)
        return len(counted)

    owner_client.get(PAGE)
    assert copies(1) == copies(10)
