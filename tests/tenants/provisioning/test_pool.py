from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from tenants.directory.models import Tenant, TenantState
from tenants.provisioning import pool
from tenants.provisioning.models import PooledSchema, SchemaDrop
from tenants.provisioning.pool import fill_pool, take_pooled
from tenants.provisioning.schemas import schema_exists
from tenants.provisioning.services import open_shop, request_shop


def test_fills_up_to_its_size(shop_a, settings):
    settings.MALL_POOL_SIZE = 2
    assert fill_pool() == 2
    assert fill_pool() == 0
    assert all(schema_exists(row.tenant.schema_name) for row in PooledSchema.objects.all())


def test_gives_a_shop_the_schema_that_was_ready(shop_a, wish):
    fill_pool()
    ready = set(
        Tenant.objects.filter(state=TenantState.POOLED).values_list("schema_name", flat=True)
    )
    tenant = open_shop(request_shop(wish())).tenant
    assert tenant.schema_name in ready
    assert tenant.state == TenantState.LIVE
    assert PooledSchema.objects.count() == len(ready) - 1


def test_nobody_reaches_a_pooled_schema_by_its_name(shop_a, portal_client):
    fill_pool()
    schema = PooledSchema.objects.select_related("tenant").first().tenant.schema_name
    for host in (f"{schema}.shop.localhost", f"{schema[2:]}.shop.localhost"):
        assert portal_client.get("/", HTTP_HOST=host).status_code == 404


@pytest.mark.race
def test_two_takers_at_once_never_get_the_same(committed_db, settings):
    settings.MALL_POOL_SIZE = 3
    fill_pool()
    barrier = Barrier(4)

    def take() -> int | None:
        try:
            with transaction.atomic():
                barrier.wait(10)
                tenant = take_pooled()
                barrier.wait(10)  # all four hold what they took
                return tenant.pk if tenant else None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        taken = [future.result() for future in [threads.submit(take) for _ in range(4)]]
    got = [pk for pk in taken if pk]
    assert len(got) == 3
    assert len(set(got)) == 3


@pytest.mark.race
def test_two_fillers_at_once_do_not_overfill(committed_db, settings):
    settings.MALL_POOL_SIZE = 2

    def fill() -> None:
        try:
            fill_pool()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        for future in [threads.submit(fill) for _ in range(3)]:
            future.result()
    assert PooledSchema.objects.count() == 2


def test_a_schema_of_a_former_release_is_not_given_out(shop_a, wish, monkeypatch):
    fill_pool()
    old = list(PooledSchema.objects.values_list("tenant__schema_name", flat=True))
    monkeypatch.setattr(pool, "current_fingerprint", lambda: "another release")
    assert request_shop(wish()).tenant.state == TenantState.BUILDING
    pool.drop_outdated()
    assert set(SchemaDrop.objects.values_list("schema_name", flat=True)) == set(old)
    assert not Tenant.objects.filter(schema_name__in=old).exists()
