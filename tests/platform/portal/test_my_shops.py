import pytest
from django.conf import settings

from tenants.directory.models import Tenant, TenantState
from tests.support.people import sign_in


def test_lists_the_merchants_own_shops_only(portal_client, shop_a, shop_b):
    sign_in(portal_client, shop_a.owner)
    text = portal_client.get("/shops/").content.decode()
    assert shop_a.name in text
    assert 'action="/shops/alpha/handoff/"' in text
    assert shop_b.name not in text


def test_invites_who_has_none(browser):
    text = browser.get("/shops/").content.decode()
    assert 'href="/start/"' in text
    assert "handoff" not in text


@pytest.mark.parametrize("state", [TenantState.BUILDING, TenantState.OPENING])
def test_a_shop_on_its_way_leads_to_its_progress(portal_client, shop_a, state):
    Tenant.objects.filter(pk=shop_a.pk).update(state=state)
    sign_in(portal_client, shop_a.owner)
    text = portal_client.get("/shops/").content.decode()
    assert f'href="/openings/{shop_a.opening.key}/"' in text
    assert "handoff" not in text


def test_asks_a_stranger_to_sign_in(portal_client):
    assert portal_client.get("/shops/").headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize("address", ["/shops/", "/start/", "/openings/"])
def test_shop_and_back_office_do_not_have_the_portals_pages(
    shop_client, backoffice_client, address
):
    assert shop_client.get(address).status_code in (302, 404)
    answer = backoffice_client.get(address)
    assert answer.status_code == 404 or "login" in answer.headers["Location"]
    assert settings.PLATFORM_DOMAIN not in answer.headers.get("Location", "").partition("?")[0]
