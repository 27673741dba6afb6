from datetime import timedelta

import pytest
from django.core import mail

from kernel import clock
from storefront.drafts import services
from storefront.drafts.links import payment_link
from storefront.orders.models import Order
from storefront.orders.services import cancel_order, mark_paid
from storefront.payments.models import Payment
from storefront.payments.selectors import settings_cache
from storefront.payments.services import record_payment_by_staff, save_payment_settings
from tests.storefront.browser import Browser
from tests.support.staff import BackOffice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_sources")]


@pytest.fixture
def order(draft) -> Order:
    save_payment_settings(cash_on_delivery=True)
    yield services.place_draft(draft.pk, by="Anna")
    settings_cache._entries.clear()


@pytest.fixture
def path(order) -> str:
    return "/" + payment_link(order).split("/", 3)[3]


@pytest.fixture
def shopper(in_shop_a) -> Browser:
    return Browser(in_shop_a)


def test_opens_the_order_and_its_price_without_signing_in(shopper, order, path):
    answer = shopper.get(path, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"/checkout/{order.number}/payment/")
    page = answer.content.decode()
    assert "Shirt" in page
    assert "100.00" in page
    answer = shopper.post(answer.redirect_chain[-1][0], {"way": "cash_on_delivery"})
    assert answer.status_code == 302
    assert Payment.objects.get().order_id == order.pk


def test_dies_when_paid(shopper, order, path):
    mark_paid(order.pk, reference="x")
    page = shopper.get(path, follow=True)
    assert page.status_code == 200
    assert "payment/" not in str(page.redirect_chain[-1:])
    assert "orders" not in shopper.cookies


def test_dies_when_cancelled(shopper, order, path):
    cancel_order(order.pk, by="x")
    page = shopper.get(path, follow=True)
    assert page.status_code == 410
    assert "orders" not in shopper.cookies


def test_dies_when_its_time_is_over(shopper, order):
    order.pay_by = clock.now() - timedelta(seconds=1)
    page = shopper.get("/" + payment_link(order).split("/", 3)[3], follow=True)
    assert page.status_code == 410
    assert "orders" not in shopper.cookies


def test_a_changed_link_opens_nothing(shopper, path):
    for other in (path[:-3] + "xx/", "/pay/x/", "/pay/a:b:c/"):
        page = shopper.get(other, follow=True)
        assert page.status_code == 410
    assert "orders" not in shopper.cookies


def test_the_link_of_one_shop_is_worth_nothing_in_another(path, shop_b):
    page = Browser(shop_b).get(path, follow=True)
    assert page.status_code == 410


def test_is_not_mailed_again_and_again(clerk_client, order):
    for _turn in range(6):
        clerk_client.post(f"/orders/{order.number}/payment-link/mail/")
    assert len(mail.outbox) == 5


def test_goes_by_mail_in_the_customers_language(clerk_client, order):
    clerk_client.post(f"/orders/{order.number}/payment-link/mail/")
    sent = mail.outbox[-1]
    assert sent.to == ["mei@example.com"]
    assert order.number in sent.subject
    assert "/pay/" in sent.body
    assert "100.00" in sent.body
    assert "without signing in" in sent.body


def test_cash_is_taken_by_staff_once(clerk_client, order):
    url = f"/orders/{order.number}/money/"
    clerk_client.post(url, {"way": "cash", "why": "R-17"})
    order.refresh_from_db()
    payment = Payment.objects.get()
    assert (order.state, payment.provider, payment.state) == ("paid", "cash", "paid")
    assert payment.moves.get().by == "The clerk"
    assert clerk_client.post(url, {"way": "cash"}).status_code == 422
    assert Payment.objects.count() == 1


def test_a_payment_that_was_begun_is_closed_when_cash_is_taken(order, shopper, path):
    pay = shopper.get(path, follow=True).redirect_chain[-1][0]
    shopper.post(pay, {"way": "cash_on_delivery"})
    record_payment_by_staff(order.pk, "cash", by="Anna")
    states = dict(Payment.objects.values_list("provider", "state"))
    assert states == {"cash": "paid", "cash_on_delivery": "cancelled"}


def test_shoppers_are_not_offered_cash(shopper, path):
    page = shopper.get(path, follow=True)
    offered = {way.code for way in page.context["ways"]}
    assert "cash_on_delivery" in offered
    assert "cash" not in offered


def test_who_is_no_staff_takes_no_money(order, in_shop_a):
    BackOffice(in_shop_a).post(f"/orders/{order.number}/money/", {"way": "cash"})
    assert not Payment.objects.exists()
