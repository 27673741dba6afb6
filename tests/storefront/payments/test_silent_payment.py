"""Nothing was heard of a payment: we ask."""

from datetime import timedelta

import pytest
from django_tenants.utils import schema_context

from integrations.models import PaymentRoute
from integrations.payment_routes import check_again, routes_to_check
from kernel import clock
from storefront.payments.models import WebhookEvent
from storefront.payments.services import (
    ask_after_payment,
    close_open_payments,
    look_after_payments,
    refund_payment,
)

from .conftest import message

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(payment, gateway):
    gateway.make_trouble(payment.provider_ref, silent=True)
    return payment


def next_check(payment):
    with schema_context("public"):
        return PaymentRoute.objects.get(public_id=payment.public_id).check_at


def due(minutes: int) -> dict[str, list[str]]:
    return routes_to_check(clock.now() + timedelta(minutes=minutes))


def test_a_payment_is_due_after_two_minutes(payment, shop_a):
    assert due(1) == {}
    assert due(3) == {shop_a.schema_name: [payment.public_id]}


def test_money_nobody_spoke_of_pays_the_order(silent, gateway, order):
    gateway.act(silent.provider_ref, "pay")
    look_after_payments([silent.public_id])
    order.refresh_from_db()
    assert order.state == "paid"
    assert next_check(silent) is None


def test_the_message_that_comes_after_the_question_changes_nothing(silent, gateway, deliver):
    gateway.act(silent.provider_ref, "pay")
    ask_after_payment(silent)
    assert deliver(message(silent)).status_code == 200
    assert silent.moves.count() == 2


def test_an_open_payment_is_asked_after_again(silent):
    look_after_payments([silent.public_id])
    silent.refresh_from_db()
    assert silent.state == "pending"
    assert next_check(silent) > clock.now() + timedelta(minutes=1)
    assert not WebhookEvent.objects.exists()


def test_a_service_that_is_away_is_asked_again(silent, settings):
    check_again([silent.public_id], None)
    settings.DEMOPAY_INTERNAL_URL = "http://127.0.0.1:9"
    look_after_payments([silent.public_id])
    assert next_check(silent) is not None


def test_after_a_week_nobody_asks_any_more(silent):
    with clock.travel(timedelta(days=8)):
        look_after_payments([silent.public_id])
    assert next_check(silent) is None


def test_a_refund_whose_task_was_lost_goes_out(silent, gateway):
    gateway.act(silent.provider_ref, "pay")
    ask_after_payment(silent)
    [refund] = refund_payment(silent.order_id, 345, "refund-1")
    look_after_payments([silent.public_id])
    refund.refresh_from_db()
    assert refund.state == "done"


def test_the_payments_of_a_cancelled_order_are_closed(payment):
    close_open_payments(payment.order_id, why="the order was cancelled")
    payment.refresh_from_db()
    assert payment.state == "cancelled"
