import pytest
from django.core.cache import cache
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.staff.models import Role
from tenants.staff.services import add_staff
from tests.support.people import PASSWORD, a_shopper, last_code, last_message

pytestmark = pytest.mark.django_db
EMAIL = "mei@example.com"
PHONE = "+8613800138000"
CODE = "/zh/account/login/code/"
CONFIRM = "/zh/account/login/code/confirm/"


@pytest.fixture
def shopper(shop_a: Tenant) -> User:
    from kernel import clock

    with tenant_context(shop_a):
        return a_shopper(EMAIL, phone=PHONE, phone_verified_at=clock.now(), last_login=clock.now())


def enter(client: Client, login: str, password: str = PASSWORD, **fields: str):
    return client.post("/zh/account/login/", {"login": login, "password": password, **fields})


def is_in(client: Client) -> bool:
    return client.get("/zh/account/").status_code == 200


@pytest.mark.parametrize("login", [EMAIL, "MEI@Example.com", "13800138000", "+86 138 0013 8000"])
def test_with_a_password(login: str, shopper: User, shop_client: Client) -> None:
    enter(shop_client, login)
    assert is_in(shop_client)


@pytest.mark.parametrize(("login", "address"), [(EMAIL, EMAIL), ("138-0013-8000", PHONE)])
def test_with_a_code(login: str, address: str, shopper: User, shop_client: Client) -> None:
    assert shop_client.post(CODE, {"login": login})["Location"] == CONFIRM
    shop_client.post(CONFIRM, {"code": last_code(address)})
    assert is_in(shop_client)


def test_a_code_is_good_for_three_tries(shopper: User, shop_client: Client) -> None:
    shop_client.post(CODE, {"login": EMAIL})
    code = last_code(EMAIL)
    for wrong in ("000001", "000002", "000003"):
        shop_client.post(CONFIRM, {"code": wrong if wrong != code else "000004"})
    shop_client.post(CONFIRM, {"code": code})
    assert not is_in(shop_client)


def test_a_code_is_good_in_the_session_that_asked_for_it_only(
    shopper: User, shop_client: Client
) -> None:
    shop_client.post(CODE, {"login": EMAIL})
    thief = Client(HTTP_HOST="alpha.shop.localhost")
    thief.post(CODE, {"login": "somebody@example.com"})
    thief.post(CONFIRM, {"code": last_code(EMAIL)})
    assert not is_in(thief)


def test_a_code_for_one_shop_is_worth_nothing_in_another(
    shopper: User, shop_client: Client, shop_b: Tenant
) -> None:
    with tenant_context(shop_b):
        a_shopper(EMAIL)
    shop_client.post(CODE, {"login": EMAIL})
    code = last_code(EMAIL)
    other = Client(HTTP_HOST="beta.shop.localhost")
    other.cookies["sid"] = shop_client.cookies["sid"].value
    other.post("/account/login/code/confirm/", {"code": code})
    assert other.get("/account/").status_code == 302


def test_a_code_on_the_shop_is_worth_nothing_on_the_back_office(
    shopper: User, shop_client: Client, backoffice_client: Client
) -> None:
    shop_client.post(CODE, {"login": EMAIL})
    backoffice_client.cookies["sid"] = shop_client.cookies["sid"].value
    answer = backoffice_client.post("/account/login/code/confirm/", {"code": last_code(EMAIL)})
    assert answer["Location"].startswith("/login/")
    assert backoffice_client.get("/account/").status_code == 302


def test_never_as_staff(shop_a: Tenant, shop_client: Client) -> None:
    with tenant_context(shop_a):
        add_staff(email=EMAIL, role=Role.OWNER, password=PASSWORD)
    enter(shop_client, EMAIL)
    assert not is_in(shop_client)
    shop_client.post(CODE, {"login": EMAIL})
    assert "signup" in last_message(EMAIL)


def test_refusal_is_the_same_for_a_wrong_password_and_an_unknown_address(
    shopper: User, shop_client: Client
) -> None:
    wrong = enter(shop_client, EMAIL, "nope")
    unknown = enter(shop_client, "nobody@example.com", "nope")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_asking_for_a_code_does_not_tell_who_has_an_account(
    shopper: User, shop_client: Client
) -> None:
    answers = []
    for login in (EMAIL, "nobody@example.com"):
        client = Client(HTTP_HOST="alpha.shop.localhost")
        answer = client.post(CODE, {"login": login})
        page = client.get(answer["Location"]).content.decode().replace(login, "")
        answers.append((answer.status_code, answer["Location"], len(page)))
    assert answers[0][:2] == answers[1][:2]


def test_guessing_is_limited(shopper: User, shop_client: Client, settings, shop_a: Tenant) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    with tenant_context(shop_a):
        cache.clear()
    for _ in range(5):
        enter(shop_client, EMAIL, "guess")
    enter(shop_client, EMAIL)
    assert not is_in(shop_client)


def test_leads_on_within_the_shop_only(shopper: User, shop_client: Client) -> None:
    assert enter(shop_client, EMAIL, next="/zh/cart/")["Location"] == "/zh/cart/"
    shop_client.cookies.clear()
    assert enter(shop_client, EMAIL, next="https://evil.example/")["Location"] == "/zh/account/"


def test_a_password_set_before_the_address_was_proven_is_void(
    shop_client: Client, shop_a: Tenant
) -> None:
    """Somebody signs up with another's e-mail and waits; the owner of the e-mail comes by code."""
    thief = Client(HTTP_HOST="alpha.shop.localhost")
    thief.post("/zh/account/signup/", {"login": EMAIL, "password1": "thiefs-own-1"})
    shop_client.post(CODE, {"login": EMAIL})
    shop_client.post(CONFIRM, {"code": last_code(EMAIL)})
    assert is_in(shop_client)
    thief.cookies.clear()
    enter(thief, EMAIL, "thiefs-own-1")
    assert not is_in(thief)


def test_who_was_made_by_a_command_comes_by_one_code(shop_a: Tenant, portal_client: Client) -> None:
    portal_client.post("/account/login/code/", {"login": shop_a.owner.email})
    answer = portal_client.post(
        "/account/login/code/confirm/", {"code": last_code(shop_a.owner.email)}
    )
    assert answer["Location"] == "/shops/"


def test_signing_out_ends_the_session(shopper: User, shop_client: Client) -> None:
    enter(shop_client, EMAIL)
    key = shop_client.cookies["sid"].value
    shop_client.post("/zh/account/logout/")
    shop_client.cookies["sid"] = key
    assert not is_in(shop_client)


def test_a_new_session_key_after_signing_in(shopper: User, shop_client: Client) -> None:
    shop_client.post(CODE, {"login": EMAIL})
    before = shop_client.cookies["sid"].value
    shop_client.post(CONFIRM, {"code": last_code(EMAIL)})
    assert shop_client.cookies["sid"].value != before
