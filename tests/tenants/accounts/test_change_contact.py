import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from kernel import clock
from storefront.customers.models import Customer
from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tests.support.people import PASSWORD, a_shopper, last_code

pytestmark = pytest.mark.django_db
NEW_EMAIL, NEW_PHONE = "mei@new.example", "+8613900139000"


@pytest.fixture
def client(shop_a: Tenant, shop_client: Client) -> Client:
    with tenant_context(shop_a):
        a_shopper(last_login=clock.now())
    shop_client.post("/zh/account/login/", {"login": "mei@example.com", "password": PASSWORD})
    shop_client.post("/zh/account/reauthenticate/", {"password": PASSWORD})
    return shop_client


def test_an_e_mail_changes_with_the_code_sent_to_it(client: Client, shop_a: Tenant) -> None:
    answer = client.post("/zh/account/email/", {"email": NEW_EMAIL, "action_add": ""})
    with tenant_context(shop_a):
        assert User.objects.get(is_staff=False).email == "mei@example.com"
    client.post(answer["Location"], {"code": last_code(NEW_EMAIL)})
    with tenant_context(shop_a):
        assert User.objects.get(is_staff=False).email == NEW_EMAIL
        assert Customer.objects.get().email == NEW_EMAIL


def test_a_phone_changes_with_the_code_sent_to_it(client: Client, shop_a: Tenant) -> None:
    answer = client.post("/zh/account/phone/change/", {"phone": "139 0013 9000"})
    with tenant_context(shop_a):
        assert User.objects.get(is_staff=False).phone is None
    client.post(answer["Location"], {"code": last_code(NEW_PHONE)})
    with tenant_context(shop_a):
        user = User.objects.get(is_staff=False)
        assert (user.phone, user.phone_verified_at is not None) == (NEW_PHONE, True)
        assert Customer.objects.get().phone == NEW_PHONE


def test_somebody_elses_is_not_taken_over(client: Client, shop_a: Tenant) -> None:
    with tenant_context(shop_a):
        a_shopper("other@example.com", phone=NEW_PHONE)
    client.post("/zh/account/phone/change/", {"phone": NEW_PHONE})
    client.post("/zh/account/email/", {"email": "other@example.com", "action_add": ""})
    with tenant_context(shop_a):
        mei = User.objects.get(email="mei@example.com")
        assert mei.phone is None
