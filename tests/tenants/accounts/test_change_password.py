import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from kernel import clock
from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.staff.models import Role, StaffMember
from tenants.staff.services import add_staff
from tests.support.people import PASSWORD, a_shopper, last_code, last_message

pytestmark = pytest.mark.django_db
EMAIL, NEW = "mei@example.com", "green-kettle-8"
RESET = "/zh/account/password/reset/"


@pytest.fixture
def shopper(shop_a: Tenant) -> User:
    with tenant_context(shop_a):
        return a_shopper(EMAIL, last_login=clock.now())


def reset(client: Client, email: str = EMAIL) -> None:
    answer = client.post(RESET, {"email": email})
    assert answer["Location"] == f"{RESET}confirm/"


def password_of(shop: Tenant, user: User) -> str:
    with tenant_context(shop):
        return User.objects.get(pk=user.pk).password


def test_a_forgotten_one_by_code(shopper: User, shop_a: Tenant, shop_client: Client) -> None:
    reset(shop_client)
    shop_client.post(f"{RESET}confirm/", {"code": last_code(EMAIL)})
    shop_client.post(f"{RESET}complete/", {"password1": NEW, "password2": NEW})
    with tenant_context(shop_a):
        assert User.objects.get(pk=shopper.pk).check_password(NEW)


def test_the_code_of_one_shop_resets_nothing_in_another(
    shopper: User, shop_client: Client, shop_b: Tenant
) -> None:
    with tenant_context(shop_b):
        twin = a_shopper(EMAIL)
    before = password_of(shop_b, twin)
    reset(shop_client)
    other = Client(HTTP_HOST="beta.shop.localhost")
    other.cookies["sid"] = shop_client.cookies["sid"].value
    other.post("/account/password/reset/confirm/", {"code": last_code(EMAIL)})
    other.post("/account/password/reset/complete/", {"password1": NEW, "password2": NEW})
    assert password_of(shop_b, twin) == before


def test_does_not_tell_who_has_an_account(shopper: User, shop_client: Client) -> None:
    reset(shop_client, "nobody@example.com")
    assert "signup" in last_message("nobody@example.com")


def test_never_resets_a_staff_password(shop_a: Tenant, shop_client: Client) -> None:
    with tenant_context(shop_a):
        member = add_staff(email="boss@example.com", role=Role.OWNER, password=PASSWORD)
    reset(shop_client, "boss@example.com")
    assert "signup" in last_message("boss@example.com")
    with tenant_context(shop_a):
        staff = StaffMember.objects.select_related("user").get(pk=member.pk)
        assert staff.user.check_password(PASSWORD)


@pytest.mark.parametrize(
    "path", ["password/reset/key/1-set-password/", "confirm-email/MQ:abc:def/"]
)
def test_there_are_no_links_to_replay(path: str, shop_client: Client) -> None:
    assert shop_client.get(f"/zh/account/{path}").status_code == 404


def test_needs_the_old_one(shopper: User, shop_a: Tenant, shop_client: Client) -> None:
    shop_client.post("/zh/account/login/", {"login": EMAIL, "password": PASSWORD})
    form = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    shop_client.post("/zh/account/password/change/", form)
    with tenant_context(shop_a):
        assert User.objects.get(pk=shopper.pk).check_password(PASSWORD)


def test_needs_no_old_one_right_after_a_code(
    shopper: User, shop_a: Tenant, shop_client: Client
) -> None:
    shop_client.post("/zh/account/login/code/", {"login": EMAIL})
    shop_client.post("/zh/account/login/code/confirm/", {"code": last_code(EMAIL)})
    shop_client.post("/zh/account/password/change/", {"password1": NEW, "password2": NEW})
    with tenant_context(shop_a):
        assert User.objects.get(pk=shopper.pk).check_password(NEW)


def test_ends_the_sessions_elsewhere(shopper: User, shop_client: Client) -> None:
    elsewhere = Client(HTTP_HOST="alpha.shop.localhost")
    for client in (elsewhere, shop_client):
        client.post("/zh/account/login/", {"login": EMAIL, "password": PASSWORD})
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    shop_client.post("/zh/account/password/change/", form)
    assert shop_client.get("/zh/account/").status_code == 200
    assert elsewhere.get("/zh/account/").status_code == 302
