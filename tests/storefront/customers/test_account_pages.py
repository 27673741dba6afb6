import pytest
from django.conf import settings
from django.test import Client
from django_tenants.utils import tenant_context

from storefront.customers import ports
from storefront.customers.models import Customer
from tenants.directory.models import Tenant
from tests.support.people import a_shopper, sign_in

pytestmark = pytest.mark.django_db
PAGES = ["", "profile/", "addresses/", "addresses/new/"]


@pytest.fixture
def client(shop_a: Tenant, shop_client: Client) -> Client:
    with tenant_context(shop_a):
        sign_in(shop_client, a_shopper(name="梅"))
    return shop_client


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("prefix", ["zh", "en"])
def test_answer_in_both_languages(prefix: str, page: str, client: Client) -> None:
    answer = client.get(f"/{prefix}/account/{page}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
def test_ask_a_visitor_to_sign_in_and_come_back(page: str, shop_client: Client) -> None:
    answer = shop_client.get(f"/zh/account/{page}")
    assert answer["Location"] == f"/zh/account/login/?next=/zh/account/{page}"


def test_show_the_member_code(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "member_codes", [lambda customer: None, lambda customer: "M-12"])
    monkeypatch.setattr("storefront.customers.shop.qr.member_codes", ports.member_codes)
    page = client.get("/zh/account/").content.decode()
    assert "M-12" in page
    assert "<svg" in page


def test_save_the_name_and_the_language(client: Client, shop_a: Tenant) -> None:
    answer = client.post("/zh/account/profile/", {"name": "梅子", "language": "en"})
    assert answer["Location"] == "/account/profile/"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert client.get("/account/profile/")["Location"] == "/en/account/profile/"
    with tenant_context(shop_a):
        customer = Customer.objects.select_related("user").get()
    assert (customer.name, customer.language, customer.user.name) == ("梅子", "en", "梅子")
