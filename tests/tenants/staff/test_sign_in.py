import pytest
from django.core.cache import cache
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tenants.staff.models import Entry, Role, StaffMember
from tenants.staff.services import add_staff, end_access
from tests.support.people import PASSWORD, a_shopper, sign_in

pytestmark = pytest.mark.django_db
EMAIL = "clerk@example.com"


@pytest.fixture
def clerk(shop_a: Tenant) -> StaffMember:
    with tenant_context(shop_a):
        return add_staff(email=EMAIL, name="Lin", role=Role.CLERK, password=PASSWORD)


def attempt(client: Client, email: str = EMAIL, password: str = PASSWORD, **fields: str):
    return client.post("/login/", {"email": email, "password": password, **fields})


def test_lets_staff_in(clerk: StaffMember, shop_a: Tenant, backoffice_client: Client) -> None:
    assert attempt(backoffice_client)["Location"] == "/"
    assert backoffice_client.get("/account/").status_code == 200
    with tenant_context(shop_a):
        assert Entry.objects.get().door == Entry.Door.PASSWORD


def test_goes_on_where_the_person_was(clerk: StaffMember, backoffice_client: Client) -> None:
    assert attempt(backoffice_client, next="/settings/?x=1")["Location"] == "/settings/?x=1"


def test_never_leads_to_another_site(clerk: StaffMember, backoffice_client: Client) -> None:
    assert attempt(backoffice_client, next="https://evil.example/")["Location"] == "/"
    backoffice_client.cookies.clear()
    assert attempt(backoffice_client, next="//evil.example/")["Location"] == "/"
    backoffice_client.cookies.clear()
    assert attempt(backoffice_client, next="no-path")["Location"] == "/"


def test_refuses_a_wrong_password_and_an_unknown_e_mail_alike(
    clerk: StaffMember, backoffice_client: Client
) -> None:
    wrong = attempt(backoffice_client, password="nope")
    unknown = attempt(backoffice_client, email="nobody@example.com")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert backoffice_client.get("/account/").status_code == 302


def test_refuses_a_shopper(shop_a: Tenant, backoffice_client: Client) -> None:
    with tenant_context(shop_a):
        shopper = a_shopper(email=EMAIL)
    attempt(backoffice_client)
    assert backoffice_client.get("/account/").status_code == 302
    sign_in(backoffice_client, shopper)
    assert backoffice_client.get("/account/").status_code == 302


def test_refuses_staff_of_another_shop(
    shop_a: Tenant, shop_b: Tenant, backoffice_client: Client
) -> None:
    with tenant_context(shop_b):
        add_staff(email=EMAIL, role=Role.OWNER, password=PASSWORD)
    attempt(backoffice_client)
    assert backoffice_client.get("/account/").status_code == 302


def test_refuses_who_has_left(
    clerk: StaffMember, shop_a: Tenant, backoffice_client: Client
) -> None:
    attempt(backoffice_client)
    with tenant_context(shop_a):
        end_access(clerk)
    assert backoffice_client.get("/account/").status_code == 302
    attempt(backoffice_client)
    assert backoffice_client.get("/account/").status_code == 302


def test_is_limited(
    clerk: StaffMember, backoffice_client: Client, settings, shop_a: Tenant
) -> None:
    settings.MALL_STAFF_SIGN_IN_RATES = "3/5m/key,30/m/ip"
    with tenant_context(shop_a):
        cache.clear()
    for _ in range(3):
        attempt(backoffice_client, password="guess")
    attempt(backoffice_client)
    assert backoffice_client.get("/account/").status_code == 302


@pytest.mark.parametrize("path", ["/password_reset/", "/password_reset/done/"])
def test_there_is_no_reset_of_wagtails(path: str, backoffice_client: Client) -> None:
    assert backoffice_client.get(path).status_code == 404


def test_signing_out_ends_the_session(clerk: StaffMember, backoffice_client: Client) -> None:
    attempt(backoffice_client)
    key = backoffice_client.cookies["sid"].value
    backoffice_client.post("/logout/")
    backoffice_client.cookies["sid"] = key
    assert backoffice_client.get("/account/").status_code == 302


def test_page_links_to_the_platform(backoffice_client: Client, shop_a: Tenant) -> None:
    page = backoffice_client.get("/login/").content.decode()
    assert 'href="http://mall.localhost:8000/shops/alpha/handoff/"' in page
