import pytest
from django_tenants.utils import schema_context

from tenants.directory.lookup import forget_hosts
from tenants.directory.models import Tenant, TenantState


def set_state(tenant: Tenant, state: str) -> None:
    with schema_context("public"):
        Tenant.objects.filter(pk=tenant.pk).update(state=state)
        forget_hosts()


def test_says_so_at_once_and_keeps_its_back_office(shop_a, shop_client, backoffice_client) -> None:
    assert shop_client.get("/-/me/").status_code == 200
    set_state(shop_a, TenantState.SUSPENDED)
    answer = shop_client.get("/-/me/")
    assert answer.status_code == 503
    assert "本店暂停营业" in answer.content.decode()
    assert backoffice_client.get("/").status_code == 302


@pytest.mark.parametrize("state", [TenantState.CLOSED, TenantState.POOLED, TenantState.BUILDING])
def test_a_shop_that_is_not_open_is_not_found(shop_a, shop_client, state) -> None:
    set_state(shop_a, state)
    assert shop_client.get("/-/me/").status_code == 404


def test_each_answer_names_its_request(shop_client) -> None:
    first, second = (shop_client.get("/-/me/").headers["X-Request-ID"] for _ in range(2))
    assert len(first) == 16
    assert first != second
