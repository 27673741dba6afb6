"""The shopper's way back from the payment page."""

import pytest
from django.core.cache import cache
from django_tenants.utils import schema_context

from storefront.payments.services import save_payment_settings, start_payment
from tenants.directory.hosts import HostKind

from .conftest import message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _never_asked(in_shop_a):
    cache.clear()


def pay_path(payment, page: str = "return/") -> str:
    return f"/en/payments/{payment.public_id}/{page}"


def test_a_paid_shopper_goes_on_to_the_thanks(payment, deliver, shop_page):
    deliver(message(payment))
    answer = shop_page(pay_path(payment))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/en/orders/")
    assert payment.order.number in answer["Location"]


def test_the_service_is_asked_when_no_message_came(payment, gateway, shop_page):
    gateway.make_trouble(payment.provider_ref, silent=True)
    gateway.act(payment.provider_ref, "pay")
    assert shop_page(pay_path(payment)).status_code == 302
    payment.refresh_from_db()
    assert payment.state == "paid"


def test_an_open_payment_waits_and_offers_the_ways_on(payment, shop_page):
    page = shop_page(pay_path(payment)).content.decode()
    assert f'data-await-payment="/en/payments/{payment.public_id}/state/"' in page
    assert payment.redirect_url in page
    assert f"/en/checkout/{payment.order.number}/payment/" in page


def test_the_waiting_page_learns_when_it_is_paid(payment, deliver, shop_page):
    assert shop_page(pay_path(payment, "state/")).json() == {"state": "pending", "next": ""}
    deliver(message(payment))
    answer = shop_page(pay_path(payment, "state/")).json()
    assert answer["state"] == "paid"
    assert payment.order.number in answer["next"]


def test_the_page_works_while_the_service_is_away(payment, settings, shop_page):
    settings.DEMOPAY_INTERNAL_URL = "http://127.0.0.1:9"
    assert shop_page(pay_path(payment)).status_code == 200


def test_a_failed_payment_can_be_tried_again(payment, gateway, shop_page):
    gateway.act(payment.provider_ref, "fail")
    page = shop_page(pay_path(payment)).content.decode()
    assert "did not go through" in page
    assert f"/en/checkout/{payment.order.number}/payment/" in page


def test_instructions_of_the_merchant_are_shown_as_text(order, shop_page):
    save_payment_settings(bank_transfer=True, bank_instructions="IBAN 1\n<b>now</b>")
    started = start_payment(order.pk, "bank_transfer")
    page = shop_page(f"/en{started.redirect_url}").content.decode()
    assert "IBAN 1<br>&lt;b&gt;now&lt;/b&gt;" in page


@pytest.mark.parametrize("page", ["", "return/", "state/"])
def test_nobody_finds_it_by_guessing_or_in_another_shop(payment, client_for, shop_b, page):
    client = client_for(HostKind.SHOP, shop_b)
    with schema_context("public"):
        assert client.get(f"/payments/{payment.public_id}/{page}").status_code == 404
