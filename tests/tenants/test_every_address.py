"""Every address of shop B and its back office, asked with shop A's sessions, cookies, ids and tokens.

Nothing of A's is ever shown, nothing of B's or A's changes, and no answer is a server error.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django_tenants.utils import tenant_context

from kernel import clock
from storefront.customers.models import Address
from storefront.customers.services import customer_of_user, save_address
from storefront.orders.models import Order
from storefront.payments.models import Payment
from tenants.accounts.models import User
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tests.storefront.purchase import ADDRESS, paid, placed, variant
from tests.support.addresses import every_address
from tests.support.people import a_shopper, sign_in

MARK = "Alphasecret"
ALLOWED_TO_GROW = {"sessions", "cart", "events"}  # a visitor's own session or cart


@pytest.fixture
def loot(shop_a: Tenant) -> dict[str, list[str]]:
    """What somebody who belongs to A knows: ids, numbers, names and tokens of A's things."""
    with tenant_context(shop_a):
        shopper = a_shopper("mark@example.com", MARK)
        customer = customer_of_user(shopper)
        save_address(customer, **{**ADDRESS, "name": MARK})
        item = variant(50_00, title=f"{MARK} coat")
        orders = [
            paid((item, 1), user=shopper, name=MARK),
            placed((item, 1), user=shopper, name=MARK),
        ]
        payment = Payment.objects.create(
            order=orders[1],
            provider="offline",
            amount_minor=60_00,
            currency="CNY",
            created_at=clock.now(),
        )
        return {
            "number": [order.number for order in orders],
            "public_id": [payment.public_id],
            "slug": [item.product.slug, "alpha"],
            "handle": [item.product.slug],
            "token": [orders[0].access_token],
            "int": [str(orders[0].pk), str(Address.objects.get().pk), str(item.pk), "1"],
            "pk": [str(item.product_id), "1"],
            "uuid": [str(shopper.uuid)],
            "path": [f"{shop_a.schema_name}/original_images/x.webp"],
            "language": ["en", "zh-hans"],
            "app_name": ["profile"],
            "model_name": ["shopprofile"],
            "app_label": ["orders"],
        }


@pytest.fixture
def intruder(client_for, shop_a: Tenant, shop_b: Tenant) -> Iterator[dict[str, Client]]:
    """Clients of B's two hosts that carry every cookie A ever gave."""
    clients = {}
    for kind in (HostKind.SHOP, HostKind.BACKOFFICE):
        own = client_for(kind, shop_a)
        with tenant_context(shop_a):
            if kind is HostKind.SHOP:
                user = User.objects.filter(is_staff=False).first()
            else:
                user = User.objects.filter(is_staff=True).first()
            sign_in(own, user)
        other = client_for(kind, shop_b)
        other.raise_request_exception = False
        other.cookies = own.cookies
        other.cookies["cart"] = "1:abc:def"
        clients[kind] = other
    yield clients
    connection.set_schema_to_public()


def counts(tenant: Tenant) -> dict[str, int]:
    with tenant_context(tenant):
        return {
            model._meta.label: model._default_manager.count()
            for model in apps.get_models()
            if _app(model) in settings.TENANT_APPS and model._meta.managed
            if model._meta.app_label not in ALLOWED_TO_GROW
        }


def _app(model) -> str:
    return model._meta.app_config.name


def ask_everything(clients: dict[str, Client], loot: dict[str, list[str]]) -> list[str]:
    """What was wrong with the answers: A's marks in them, or a server error."""
    wrong, asked = [], 0
    for kind, urlconf in (
        (HostKind.SHOP, settings.URLCONF_SHOP),
        (HostKind.BACKOFFICE, settings.URLCONF_BACKOFFICE),
    ):
        cookies = dict(clients[kind].cookies)
        for address in every_address(urlconf, loot):
            # some of Wagtail's own views raise on a form without its fields, whoever sends it
            for method in ("get",) if address.wagtails else ("get", "post"):
                answer = getattr(clients[kind], method)(address.path)
                asked += 1
                text = b"" if answer.streaming else answer.content
                if answer.status_code >= 500 or MARK.encode() in text:
                    wrong.append(f"{kind} {method} {address.path}: {answer.status_code}")
            clients[kind].cookies.update(cookies)  # an address that signs out is not the last one
    assert asked > 300
    return sorted(wrong)


def test_with_the_other_shops_cookies_and_ids(loot, intruder, shop_a, shop_b) -> None:
    before = counts(shop_a), counts(shop_b)
    assert ask_everything(intruder, loot) == []
    assert (counts(shop_a), counts(shop_b)) == before


def test_as_a_member_and_a_clerk_of_b_with_ids_of_a(loot, client_for, shop_a, shop_b) -> None:
    clients = {kind: client_for(kind, shop_b) for kind in (HostKind.SHOP, HostKind.BACKOFFICE)}
    with tenant_context(shop_b):
        sign_in(clients[HostKind.SHOP], a_shopper("b@example.com", "Beth"))
        sign_in(clients[HostKind.BACKOFFICE], User.objects.filter(is_staff=True).first())
    for client in clients.values():
        client.raise_request_exception = False
    before = counts(shop_a)
    assert "\n".join(ask_everything(clients, loot)) == ""
    assert counts(shop_a) == before


def test_orders_of_the_other_shop_by_their_secret_token(loot, client_for, shop_b) -> None:
    with tenant_context(shop_b):
        assert not Order.objects.exists()
    client = client_for(HostKind.SHOP, shop_b)
    for number in loot["number"]:
        for token in loot["token"]:
            answer = client.get(f"/orders/{number}/", {"token": token, "key": token})
            assert answer.status_code in (302, 404)
