"""A message of the gateway reaches the right payment, once, and changes nothing it should not."""

import pytest
from django_tenants.utils import tenant_context

from kernel.events.models import OutboxEvent
from storefront.orders.models import Order
from storefront.orders.services import cancel_order
from storefront.payments.models import Payment, PaymentMove, PaymentRefund, WebhookEvent
from storefront.payments.services import start_payment
from tenants.directory.hosts import HostKind

from .conftest import message, unpaid_order

pytestmark = pytest.mark.django_db


def facts(payment) -> tuple:
    """All that a message could change."""
    payment.refresh_from_db()
    order = Order.objects.get(pk=payment.order_id)
    announced = OutboxEvent.objects.filter(name="OrderPaid").count()
    return payment.state, order.state, order.payment_state, payment.moves.count(), announced


UNTOUCHED = ("pending", "awaiting_payment", "unpaid", 1, 0)
PAID = ("paid", "paid", "paid", 2, 1)


def test_the_order_is_paid(payment, deliver):
    assert deliver(message(payment)).status_code == 200
    assert facts(payment) == PAID
    assert payment.paid_at is not None
    assert payment.order.payments.get() == payment


def test_seen_twice_it_acts_once(payment, deliver):
    same = message(payment)
    assert [deliver(same).status_code for _ in range(3)] == [200, 200, 200]
    assert facts(payment) == PAID
    assert WebhookEvent.objects.count() == 1


def test_said_again_in_other_words_it_acts_once(payment, deliver):
    deliver(message(payment))
    assert deliver(message(payment)).status_code == 200
    assert facts(payment) == PAID


@pytest.mark.parametrize("secret", ["somebody else's", ""])
def test_forged_it_is_refused(payment, deliver, secret):
    assert deliver(message(payment), secret=secret).status_code == 400
    assert facts(payment) == UNTOUCHED
    assert not WebhookEvent.objects.exists()


def test_about_an_unknown_payment_it_is_refused(payment, deliver):
    assert deliver(message(payment, reference="nobody")).status_code == 404
    assert facts(payment) == UNTOUCHED


@pytest.mark.parametrize(
    "claims", [{"amount_minor": 1}, {"amount_minor": 99_999}, {"currency": "JPY"}]
)
def test_another_amount_is_left_for_a_person(payment, deliver, claims):
    assert deliver(message(payment, **claims)).status_code == 200
    assert facts(payment) == UNTOUCHED
    assert payment.attention == "other_amount"


def test_another_name_at_the_provider_is_left_for_a_person(payment, deliver):
    assert deliver(message(payment, id="pay_of_somebody")).status_code == 200
    assert facts(payment) == UNTOUCHED
    assert payment.attention == "other_reference"


def test_the_shop_is_ours_to_know_whatever_the_body_says(payment, deliver, shop_b):
    with tenant_context(shop_b):
        other = unpaid_order(currency="USD")
    said = message(payment) | {"shop": "beta", "tenant": shop_b.schema_name}
    assert deliver(said).status_code == 200
    assert facts(payment) == PAID
    with tenant_context(shop_b):
        other.refresh_from_db()
        assert other.state == "awaiting_payment"
        assert not Payment.objects.exists()


def test_money_of_another_shop_does_not_pay_this_one(payment, deliver, shop_b):
    """The message of B's payment, signed, but naming A's."""
    with tenant_context(shop_b):
        order = unpaid_order()
        theirs = Payment.objects.get(public_id=start_payment(order.pk, "demo").public_id)
    said = message(theirs, reference=payment.public_id)
    assert deliver(said).status_code == 200
    assert facts(payment) == UNTOUCHED
    with tenant_context(shop_b):
        assert facts(theirs) == UNTOUCHED


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        (["payment.failed", "payment.paid"], "paid"),
        (["payment.cancelled", "payment.paid"], "paid"),
        (["payment.paid", "payment.failed"], "paid"),
        (["payment.paid", "payment.pending", "payment.cancelled"], "paid"),
        (["payment.failed", "payment.pending"], "failed"),
        (["payment.pending"], "pending"),
    ],
)
def test_in_any_order_money_wins(payment, deliver, kinds, state):
    for kind in kinds:
        assert deliver(message(payment, kind)).status_code == 200
    payment.refresh_from_db()
    assert payment.state == state
    assert Order.objects.get().payment_state == ("paid" if state == "paid" else "unpaid")


def test_a_failed_payment_leaves_the_order_waiting(payment, deliver):
    deliver(message(payment, "payment.failed"))
    assert facts(payment) == ("failed", "awaiting_payment", "unpaid", 2, 0)


def test_money_for_a_cancelled_order_goes_back(payment, deliver):
    cancel_order(payment.order_id, by="shopper")
    assert deliver(message(payment)).status_code == 200
    assert facts(payment) == ("paid", "cancelled", "unpaid", 2, 0)
    refund = PaymentRefund.objects.get()
    assert (refund.amount_minor, refund.state, payment.attention) == (
        12_345,
        "requested",
        "not_needed",
    )


def test_money_that_comes_a_second_way_goes_back(payment, deliver, order):
    deliver(message(payment, "payment.failed"))
    second = Payment.objects.get(public_id=start_payment(order.pk, "demo").public_id)
    deliver(message(second))
    deliver(message(payment))
    order.refresh_from_db()
    assert (order.payment_state, order.payment_reference) == ("paid", second.public_id)
    assert OutboxEvent.objects.filter(name="OrderPaid").count() == 1
    assert PaymentRefund.objects.get().payment == payment


def test_the_message_may_come_before_the_answer_to_our_start(order, gateway, deliver, monkeypatch):
    from integrations.demopay.provider import DemoProvider

    start = DemoProvider.start

    def slow_answer(self, request):
        answer = start(self, request)
        early = Payment.objects.get()
        early.provider_ref = answer.provider_ref
        deliver(message(early))
        return answer

    monkeypatch.setattr(DemoProvider, "start", slow_answer)
    start_payment(order.pk, "demo")
    order.refresh_from_db()
    assert (Payment.objects.get().state, order.state) == ("paid", "paid")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/webhooks/gold/", 404), ("/webhooks/bank_transfer/", 400)],
)
def test_other_paths_take_nothing(payment, deliver, path, status):
    assert deliver(message(payment), path=path).status_code == status
    assert facts(payment) == UNTOUCHED


@pytest.mark.parametrize("kind", [HostKind.SHOP, HostKind.BACKOFFICE])
def test_only_the_platforms_host_takes_messages(payment, deliver, client_for, shop_a, kind):
    answer = deliver(message(payment), client=client_for(kind, shop_a))
    assert answer.status_code in (302, 404)
    assert facts(payment) == UNTOUCHED


def test_it_is_not_for_browsers(portal_client):
    assert portal_client.get("/webhooks/demo/").status_code == 405


def test_every_step_leaves_a_row(payment, deliver):
    deliver(message(payment))
    rows = PaymentMove.objects.values_list("verb", "from_state", "to_state", "by")
    assert list(rows) == [
        ("start", "created", "pending", "shopper"),
        ("pay", "pending", "paid", "demo"),
    ]
