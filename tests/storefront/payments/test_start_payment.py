from datetime import timedelta

import pytest

from integrations.payment_provider import ProviderUnavailable
from integrations.payment_routes import schema_of
from kernel import clock
from storefront.orders.services import cancel_order
from storefront.payments.errors import OrderNotPayable, WayToPayNotOffered
from storefront.payments.models import Payment
from storefront.payments.services import save_payment_settings, start_payment

from .conftest import unpaid_order

pytestmark = pytest.mark.django_db


def moves(payment) -> list[tuple[str, str, str]]:
    return list(payment.moves.values_list("verb", "from_state", "to_state"))


def test_the_shopper_goes_to_the_page_of_the_service(order, gateway):
    started = start_payment(order.pk, "demo")
    payment = Payment.objects.get()
    assert started.redirect_url == f"http://pay.localhost/pay/{payment.provider_ref}"
    assert (payment.state, str(payment.money)) == ("pending", "123.45 CNY")
    assert moves(payment) == [("start", "created", "pending")]


def test_the_service_is_told_where_the_shopper_and_the_messages_go(payment, gateway, inbox):
    page = gateway.call("GET", f"/v1/payments/{payment.provider_ref}")
    assert page["amount_minor"] == 12_345
    gateway.act(payment.provider_ref, "pay")
    [arrived] = inbox.wait(1)
    assert (arrived.path, arrived.headers["Host"]) == ("/webhooks/demo/", "mall.localhost")


def test_twice_is_one_payment(order, gateway):
    assert start_payment(order.pk, "demo") == start_payment(order.pk, "demo")
    assert Payment.objects.count() == 1


def test_the_shop_of_a_payment_is_known_in_public(payment, shop_a):
    assert schema_of(payment.public_id, provider="demo") == shop_a.schema_name
    assert schema_of(payment.public_id, provider="bank_transfer") is None


def test_a_service_that_is_away_can_be_tried_again(order, gateway, settings):
    url, settings.DEMOPAY_INTERNAL_URL = settings.DEMOPAY_INTERNAL_URL, "http://127.0.0.1:9"
    with pytest.raises(ProviderUnavailable):
        start_payment(order.pk, "demo")
    kept = Payment.objects.get()
    assert kept.state == "created"
    settings.DEMOPAY_INTERNAL_URL = url
    assert start_payment(order.pk, "demo").public_id == kept.public_id
    assert Payment.objects.get().state == "pending"


def test_after_a_failure_a_new_payment_is_opened(payment, order):
    Payment.objects.update(state="failed")
    assert start_payment(order.pk, "demo").public_id != payment.public_id
    assert Payment.objects.count() == 2


def test_a_cancelled_order_is_not_payable(order, gateway):
    cancel_order(order.pk, by="shopper")
    with pytest.raises(OrderNotPayable):
        start_payment(order.pk, "demo")
    assert not Payment.objects.exists()


def test_a_way_the_shop_does_not_offer_is_refused(order):
    with pytest.raises(WayToPayNotOffered):
        start_payment(order.pk, "bank_transfer")
    assert not Payment.objects.exists()


def test_where_nothing_is_left_to_pay_the_order_is_paid(in_shop_a):
    order = unpaid_order(payable_minor=0)
    started = start_payment(order.pk, "demo")
    order.refresh_from_db()
    assert order.state == "paid"
    assert order.number in started.redirect_url
    assert not Payment.objects.exists()


def test_a_bank_transfer_shows_the_instructions_and_has_days(order):
    save_payment_settings(bank_transfer=True, bank_instructions="IBAN 1", offline_days=5)
    started = start_payment(order.pk, "bank_transfer")
    order.refresh_from_db()
    assert started.instructions == "IBAN 1"
    assert started.redirect_url == f"/payments/{started.public_id}/"
    assert abs(order.pay_by - clock.now() - timedelta(days=5)) < timedelta(minutes=1)


def test_who_pays_at_the_door_has_no_end_of_time(order):
    save_payment_settings(cash_on_delivery=True)
    start_payment(order.pk, "cash_on_delivery")
    order.refresh_from_db()
    assert (order.pay_by, order.pay_on_delivery, order.state) == (None, True, "awaiting_payment")


def test_nobody_sends_messages_about_what_staff_confirm(order, shop_a):
    save_payment_settings(bank_transfer=True)
    started = start_payment(order.pk, "bank_transfer")
    assert schema_of(started.public_id, provider="bank_transfer") is None
