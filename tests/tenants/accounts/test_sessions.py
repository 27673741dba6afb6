"""A session belongs to one kind of host in one shop; anywhere else its value is nothing."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.accounts.models import User
from tenants.accounts.sessions import SessionStore
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tenants.staff.models import Role
from tenants.staff.services import add_staff
from tests.support.people import a_shopper, sign_in

pytestmark = pytest.mark.django_db
COOKIE = settings.SESSION_COOKIE_NAME
ACCOUNT = "/zh/account/"


@pytest.fixture
def shopper(shop_a: Tenant) -> User:
    with tenant_context(shop_a):
        return a_shopper()


@pytest.fixture
def owner(shop_a: Tenant) -> User:
    with tenant_context(shop_a):
        return add_staff(email="boss@example.com", role=Role.OWNER).user


def test_opens_its_own_kind_of_host(shopper: User, shop_client: Client) -> None:
    sign_in(shop_client, shopper)
    assert shop_client.get(ACCOUNT).status_code == 200


def test_of_the_shop_does_not_open_the_back_office(
    owner: User, shop_client: Client, backoffice_client: Client
) -> None:
    """Even when the row says that it is a member of staff's."""
    sign_in(shop_client, owner)
    backoffice_client.cookies[COOKIE] = shop_client.cookies[COOKIE].value
    assert backoffice_client.get("/account/").status_code == 302


def test_of_the_back_office_is_nobody_on_the_shop(
    owner: User, backoffice_client: Client, shop_client: Client
) -> None:
    sign_in(backoffice_client, owner)
    assert backoffice_client.get("/account/").status_code == 200
    shop_client.cookies[COOKIE] = backoffice_client.cookies[COOKIE].value
    assert shop_client.get(ACCOUNT).status_code == 302


def test_of_the_portal_is_nobody_in_a_shop(
    shop_a: Tenant, portal_client: Client, shop_client: Client, backoffice_client: Client
) -> None:
    sign_in(portal_client, shop_a.owner)
    for client, path in ((shop_client, ACCOUNT), (backoffice_client, "/account/")):
        client.cookies[COOKIE] = portal_client.cookies[COOKIE].value
        assert client.get(path).status_code == 302


def test_of_one_shop_is_nobody_in_another(
    shopper: User, shop_b: Tenant, shop_client: Client, client_for: Callable[..., Client]
) -> None:
    with tenant_context(shop_b):
        a_shopper(email="other@example.com")
    sign_in(shop_client, shopper)
    other = client_for(HostKind.SHOP, shop_b)
    other.cookies[COOKIE] = shop_client.cookies[COOKIE].value
    assert other.get("/account/").status_code == 302


def test_staff_are_nobody_on_the_shop_even_with_a_session_made_there(
    owner: User, shop_client: Client
) -> None:
    sign_in(shop_client, owner)
    assert shop_client.get(ACCOUNT).status_code == 302


def test_a_shopper_is_nobody_in_the_back_office(shopper: User, backoffice_client: Client) -> None:
    sign_in(backoffice_client, shopper)
    assert backoffice_client.get("/account/").status_code == 302


def test_a_foreign_key_is_not_saved_over(shop_a: Tenant, owner: User) -> None:
    with tenant_context(shop_a):
        key = _stored(HostKind.BACKOFFICE, {"cart": "staff's"})
        intruder = _store(HostKind.SHOP, key)
        intruder["cart"] = "shopper's"
        intruder.save()
        assert intruder.session_key != key
        assert _store(HostKind.BACKOFFICE, key)["cart"] == "staff's"


def test_a_foreign_key_is_not_saved_over_without_reading_first(shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        key = _stored(HostKind.BACKOFFICE, {"cart": "staff's"})
        _store(HostKind.SHOP, key).save()
        assert _store(HostKind.BACKOFFICE, key)["cart"] == "staff's"


def test_a_foreign_key_is_not_deleted(shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        key = _stored(HostKind.BACKOFFICE, {"cart": "staff's"})
        _store(HostKind.SHOP, key).flush()
        assert Session.objects.filter(session_key=key).exists()


def test_a_foreign_key_is_not_cycled(shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        key = _stored(HostKind.BACKOFFICE, {"cart": "staff's"})
        intruder = _store(HostKind.SHOP, key)
        intruder.cycle_key()
        assert intruder.get("cart") is None
        assert Session.objects.filter(session_key=key).exists()


def test_a_visitor_who_only_looks_gets_none(shop_client: Client, shop_a: Tenant) -> None:
    answer = shop_client.get("/zh/account/login/")
    assert COOKIE not in answer.cookies
    with tenant_context(shop_a):
        assert Session.objects.count() == 0


def test_ends_with_the_era_of_its_person(
    shopper: User, shop_a: Tenant, shop_client: Client
) -> None:
    sign_in(shop_client, shopper)
    with tenant_context(shop_a):
        shopper.end_sessions()
        shopper.save()
    assert shop_client.get(ACCOUNT).status_code == 302


def _store(kind: HostKind, key: str | None = None) -> SessionStore:
    store = SessionStore(key)
    store.host_kind = str(kind)
    return store


def _stored(kind: HostKind, data: dict) -> str:
    store = _store(kind)
    store.update(data)
    store.create()
    return store.session_key
