import pytest
from django.test import Client

from tenants.accounts.models import User
from tenants.provisioning.pool import fill_pool
from tests.support.people import sign_in

ANSWERS = {
    "shop": {"name": "Tea House 茶馆", "slug": "tea-house"},
    "trade": {"trade": "food", "language": "zh-hans", "currency": "CNY"},
    "look": {"look": "clothing"},
}


@pytest.fixture
def merchant(shop_a) -> User:
    return User.objects.create_user(username="mia", email="mia@example.com", name="Mia")


@pytest.fixture
def browser(portal_client: Client, merchant: User) -> Client:
    """Mia, signed in on the portal."""
    sign_in(portal_client, merchant)
    return portal_client


@pytest.fixture
def at_the_last_step(browser: Client) -> Client:
    for step, answers in ANSWERS.items():
        assert browser.post(f"/start/{step}/", answers).status_code == 302
    return browser


def last_form(browser: Client) -> dict[str, str]:
    page = browser.get("/start/goods/")
    return {"goods": "empty", "key": page.context["draft"].key}


@pytest.fixture
def a_pool(shop_a, settings) -> None:
    settings.MALL_POOL_SIZE = 1
    assert fill_pool() == 1
