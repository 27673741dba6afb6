from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django_tenants.utils import tenant_context

from storefront.customers.models import Customer
from tenants.accounts import ports
from tenants.accounts.models import User
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tests.support.people import PASSWORD, a_shopper, last_code, last_message

pytestmark = pytest.mark.django_db
SIGN_UP = "/zh/account/signup/"
EMAIL = "mei@example.com"
PHONE = "+8613800138000"


def sign_up(client: Client, login: str, **fields: str):
    return client.post(SIGN_UP, {"login": login, "name": "Mei", "password1": PASSWORD, **fields})


def confirm(client: Client, path: str, code: str):
    return client.post(path, {"code": code})


def test_by_e_mail_needs_the_code(shop_client: Client, shop_a: Tenant) -> None:
    answer = sign_up(shop_client, "Mei@Example.com")
    assert answer["Location"] == "/zh/account/confirm-email/"
    assert shop_client.get("/zh/account/").status_code == 302
    answer = confirm(shop_client, answer["Location"], last_code(EMAIL))
    assert answer["Location"] == "/zh/account/"
    assert shop_client.get("/zh/account/").status_code == 200
    with tenant_context(shop_a):
        user = User.objects.get(email=EMAIL)
        assert (user.name, user.is_staff) == ("Mei", False)


def test_by_phone_needs_the_code(shop_client: Client, shop_a: Tenant) -> None:
    answer = sign_up(shop_client, "138 0013 8000")
    assert answer["Location"] == "/zh/account/phone/verify/"
    answer = confirm(shop_client, answer["Location"], last_code(PHONE))
    assert answer["Location"] == "/zh/account/"
    assert shop_client.get("/zh/account/").status_code == 200
    with tenant_context(shop_a):
        user = User.objects.get(phone=PHONE)
        assert user.phone_verified_at is not None


def test_makes_a_customer(shop_client: Client, shop_a: Tenant) -> None:
    answer = sign_up(shop_client, EMAIL)
    confirm(shop_client, answer["Location"], last_code(EMAIL))
    with tenant_context(shop_a):
        customer = Customer.objects.get()
        assert (customer.name, customer.email) == ("Mei", EMAIL)
        assert customer.user.email == EMAIL


def test_tells_others_once_somebody_is_in(
    shop_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(ports, "after_sign_in", [lambda request, user: seen.append(user.email)])
    answer = sign_up(shop_client, EMAIL)
    assert seen == []
    confirm(shop_client, answer["Location"], last_code(EMAIL))
    assert seen == [EMAIL]


def test_goes_on_when_one_of_them_fails(
    shop_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "after_sign_in", [lambda request, user: 1 / 0])
    answer = sign_up(shop_client, EMAIL)
    confirm(shop_client, answer["Location"], last_code(EMAIL))
    assert shop_client.get("/zh/account/").status_code == 200


@pytest.mark.parametrize("login", ["", "mei", "12345", "mei@"])
def test_refuses_what_is_neither(login: str, shop_client: Client, shop_a: Tenant) -> None:
    answer = sign_up(shop_client, login)
    assert answer.status_code == 200
    assert answer.context["form"].errors["login"]
    with tenant_context(shop_a):
        assert not User.objects.filter(is_staff=False).exists()


def test_refuses_a_weak_password(shop_client: Client) -> None:
    answer = sign_up(shop_client, EMAIL, password1="12345678")
    assert answer.context["form"].errors


def test_does_not_tell_who_has_an_account(shop_client: Client, shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        a_shopper(EMAIL)
    known = sign_up(shop_client, EMAIL)
    assert known["Location"] == "/zh/account/confirm-email/"
    assert "已" in last_message(EMAIL) or "already" in last_message(EMAIL)
    assert shop_client.get(known["Location"]).status_code == 200


def test_does_not_tell_whose_phone_is_known(shop_client: Client, shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        a_shopper("", phone=PHONE)
    assert sign_up(shop_client, PHONE)["Location"] == "/zh/account/phone/verify/"


def test_the_same_e_mail_in_two_shops_is_two_people(
    shop_client: Client, shop_a: Tenant, shop_b: Tenant, client_for: Callable[..., Client]
) -> None:
    other = client_for(HostKind.SHOP, shop_b)
    for client, path in ((shop_client, SIGN_UP), (other, "/account/signup/")):
        answer = client.post(path, {"login": EMAIL, "password1": PASSWORD})
        confirm(client, answer["Location"], last_code(EMAIL))
    for shop in (shop_a, shop_b):
        with tenant_context(shop):
            assert User.objects.filter(email=EMAIL).count() == 1
    assert connection.schema_name == "public"
    assert not User.objects.filter(email=EMAIL).exists()


def test_the_mail_is_the_shops_and_its_addresses_come_from_the_directory(
    shop_client: Client, shop_a: Tenant
) -> None:
    shop_client.post(SIGN_UP, {"login": EMAIL, "password1": PASSWORD}, HTTP_X_FORWARDED_HOST="evil")
    message = mail.outbox[-1]
    assert message.subject.startswith("[Alpha 衣坊] ")
    assert message.from_email.endswith("<no-reply@mall.localhost>")
    assert "http://alpha.shop.localhost:8000/" in message.body
    assert "evil" not in message.body
