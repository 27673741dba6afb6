"""Many at once, with real commits."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django_tenants.utils import tenant_context

from kernel.events.models import OutboxEvent
from kernel.tenant_task import TenantTask
from storefront.orders.models import Order
from storefront.orders.services import cancel_order
from storefront.payments.models import Payment, PaymentRefund, WebhookEvent
from storefront.payments.services import refund_payment, start_payment

from .conftest import message, unpaid_order

pytestmark = pytest.mark.race

THREADS = 16


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr(TenantTask, "_enqueue", lambda *_: None)


def together(work: list[Callable[[], Any]]) -> list[Any]:
    """Each in a thread of its own, started at the same moment; what they answered or raised."""
    start, answers = threading.Barrier(len(work)), [None] * len(work)

    def run(index: int) -> None:
        start.wait()
        try:
            answers[index] = work[index]()
        except Exception as error:
            answers[index] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(index,), daemon=True) for index in range(len(work))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return answers


def inside(shop, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[[], Any]:
    def work() -> Any:
        with tenant_context(shop):
            return function(*args, **kwargs)

    return work


def test_sixteen_times_the_same_message_pays_once(committed_db, payment, deliver):
    same = message(payment)
    answers = together([lambda: deliver(same).status_code] * THREADS)
    assert answers == [200] * THREADS
    assert Order.objects.get().state == "paid"
    assert WebhookEvent.objects.count() == 1
    assert payment.moves.filter(verb="pay").count() == 1
    assert OutboxEvent.objects.filter(name="OrderPaid").count() == 1


def test_sixteen_different_messages_of_one_payment_pay_once(committed_db, payment, deliver):
    kinds = ["payment.paid", "payment.failed", "payment.pending", "payment.cancelled"]
    said = [message(payment, kinds[number % 4]) for number in range(THREADS)]
    answers = together([lambda one=one: deliver(one).status_code for one in said])
    assert answers == [200] * THREADS
    assert (Payment.objects.get().state, Order.objects.get().state) == ("paid", "paid")
    assert OutboxEvent.objects.filter(name="OrderPaid").count() == 1


def test_eight_starts_are_one_payment(committed_db, order, gateway, shop_a):
    answers = together([inside(shop_a, start_payment, order.pk, "demo")] * 8)
    assert len({answer.public_id for answer in answers}) == 1
    assert Payment.objects.get().moves.count() == 1


def test_money_and_cancelling_at_once_leave_no_money_behind(committed_db, gateway, deliver, shop_a):
    with tenant_context(shop_a):
        orders = [unpaid_order() for _ in range(8)]
        payments = [
            Payment.objects.get(public_id=start_payment(order.pk, "demo").public_id)
            for order in orders
        ]
    work = [lambda one=one: deliver(message(one)).status_code for one in payments]
    work += [inside(shop_a, cancel_order, order.pk, by="shopper") for order in orders]
    answers = together(work)
    assert answers[:8] == [200] * 8
    with tenant_context(shop_a):
        for payment in payments:
            order = Order.objects.get(pk=payment.order_id)
            returned = PaymentRefund.objects.filter(payment=payment).count()
            assert (order.state, returned) in [("paid", 0), ("cancelled", 1)]


def test_sixteen_refunds_of_a_tenth_give_back_ten_tenths(committed_db, payment, deliver, shop_a):
    deliver(message(payment))
    work = [
        inside(shop_a, refund_payment, payment.order_id, 1_234, f"refund-{number}")
        for number in range(THREADS)
    ]
    answers = together(work)
    assert sum(isinstance(answer, list) for answer in answers) == 10
    payment.refresh_from_db()
    assert payment.refunded_minor == 12_340
    assert PaymentRefund.objects.count() == 10


def test_no_transaction_is_open_while_we_speak_with_the_service(
    committed_db, order, gateway, monkeypatch
):
    from django.db import connection

    from integrations.demopay.provider import DemoProvider

    open_transactions = []
    start = DemoProvider.start

    def watched(self, request):
        open_transactions.append(connection.in_atomic_block)
        return start(self, request)

    monkeypatch.setattr(DemoProvider, "start", watched)
    start_payment(order.pk, "demo")
    assert open_transactions == [False]
