"""A mail about an order goes out once, whatever fails."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from kernel import clock
from kernel.events.draining import drain
from kernel.events.models import OutboxEvent, ProcessedEvent
from storefront.messages import handlers
from storefront.messages.models import OrderMail
from storefront.messages.services import send, send_due_mail
from storefront.orders.events import OrderPaid
from storefront.orders.services import cancel_order, mark_paid

from ..purchase import paid, placed, variant
from .posting import kinds, sent, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]
POST = "storefront.messages.services.send.post_mail"


def the_mail(kind: str = "paid") -> OrderMail:
    return OrderMail.objects.get(kind=kind)


def the_mail_id() -> int:
    drain()
    return the_mail().pk


def test_a_paid_order_is_told_once():
    order = paid((variant(), 1))
    work()
    work()
    (message,) = sent()
    assert message.to == ["ming@example.com"]
    assert order.number in message.subject
    assert the_mail().sent_at
    assert the_mail().tries == 1


def test_a_handler_that_runs_twice_writes_one_mail():
    order = paid((variant(), 1))
    drain()
    handlers.order_paid(OrderPaid(order.pk, order.number))
    assert kinds().count("paid") == 1


def test_the_database_refuses_a_second_mail_of_the_same_occasion():
    paid((variant(), 1))
    drain()
    first = the_mail()
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_a_task_that_runs_twice_sends_one_mail():
    paid((variant(), 1))
    drain()
    send_due_mail(the_mail().pk)
    send_due_mail(the_mail().pk)
    assert len(sent()) == 1


def test_a_task_beside_another_one_sends_nothing():
    """While the first one talks to the mail server the row says that it is not due."""
    paid((variant(), 1))
    drain()

    def send_beside(**_parts: object) -> None:
        send_due_mail(the_mail().pk)

    with mock.patch(POST, side_effect=send_beside) as posted:
        send_due_mail(the_mail().pk)
    assert posted.call_count == 1
    assert the_mail().sent_at


def test_an_order_paid_at_once_gets_one_mail():
    """The mail on how to pay waits five minutes, and by then there is nothing to pay."""
    paid((variant(), 1))
    with clock.travel(timedelta(minutes=6)):
        work()
        work()
    assert len(sent()) == 1
    assert the_mail("paid").sent_at
    assert the_mail("received").dropped_at


def test_an_unpaid_order_is_told_how_to_pay_after_five_minutes():
    placed((variant(), 1))
    work()
    with clock.travel(timedelta(minutes=4)):
        work()
    assert sent() == []
    with clock.travel(timedelta(minutes=5, seconds=1)):
        work()
        work()
    assert len(sent()) == 1
    assert kinds() == ["received"]


def test_an_order_that_is_cancelled_meanwhile_is_not_asked_to_pay():
    order = placed((variant(), 1))
    drain()
    cancel_order(order.pk, by="shopper")
    with clock.travel(timedelta(minutes=6)):
        work()
    assert the_mail("received").dropped_at
    assert the_mail("cancelled").sent_at
    assert len(sent()) == 1


def test_a_mail_server_that_is_down_and_comes_back():
    paid((variant(), 1))
    with mock.patch(POST, side_effect=ConnectionRefusedError("no server")):
        work()
        work()  # not due again yet
    failed = the_mail()
    assert (failed.tries, failed.last_error) == (1, "ConnectionRefusedError: no server")
    assert failed.sent_at is None
    with clock.travel(timedelta(minutes=3)):
        work()
        work()
    assert len(sent()) == 1
    assert (the_mail().tries, the_mail().given_up_at) == (2, None)


def test_the_alarm_rings_until_the_mail_has_gone_and_then_no_more():
    """With the task lost (no broker), the next ring asks again."""
    paid((variant(), 1))
    with mock.patch("storefront.messages.services.queue.send_order_mail.send") as asked:
        ring = mock.call(the_mail_id())
        assert asked.mock_calls.count(ring) == 1
        with clock.travel(timedelta(minutes=3)):
            drain()
            assert asked.mock_calls.count(ring) == 2
            send_due_mail(the_mail().pk)
        with clock.travel(timedelta(minutes=10)):
            drain()
            assert asked.mock_calls.count(ring) == 2
    alarms = OutboxEvent.objects.filter(name="OrderMailDue", done_at=None)
    assert not alarms.filter(aggregate=f"order-mail:{the_mail().pk}").exists()


def test_a_mail_that_never_goes_out_is_given_up_with_the_reason():
    paid((variant(), 1))
    drain()
    with mock.patch(POST, side_effect=OSError("unreachable")) as posted:
        for hours in range(40):
            with clock.travel(timedelta(hours=hours)):
                send_due_mail(the_mail().pk)
    assert posted.call_count == send.MOST_TRIES
    assert the_mail().given_up_at
    assert the_mail().last_error == "OSError: unreachable"


def test_a_worker_killed_before_the_mail_server_answered_loses_nothing():
    paid((variant(), 1))
    drain()
    with mock.patch(POST, side_effect=SystemExit), pytest.raises(SystemExit):
        send_due_mail(the_mail().pk)
    assert sent() == []
    with clock.travel(timedelta(minutes=3)):
        work()
    assert len(sent()) == 1


def test_a_worker_killed_before_it_noted_the_mail_repeats_it_under_the_same_id():
    """Mail servers know a repeated mail by its Message-ID."""
    paid((variant(), 1))
    drain()
    end = "storefront.messages.services.send._end"
    with mock.patch(end, side_effect=SystemExit), pytest.raises(SystemExit):
        send_due_mail(the_mail().pk)
    with clock.travel(timedelta(minutes=3)):
        work()
    assert len({message.extra_headers["Message-ID"] for message in sent()}) == 1
    assert the_mail().sent_at


def test_a_handler_that_failed_is_tried_again_and_the_mail_is_one():
    order = placed((variant(), 1))
    drain()
    with mock.patch("storefront.messages.services.queue._queue", side_effect=OSError):
        mark_paid(order.pk, reference="x")
        drain()
    assert "paid" not in kinds()
    with clock.travel(timedelta(minutes=1)):
        work()
        work()
    assert kinds().count("paid") == 1
    assert ProcessedEvent.objects.filter(handler="messages.order_paid").count() == 1
    assert len(sent()) == 1


def test_nothing_leaves_for_orders_of_long_ago():
    """A demo's story is told on a clock set back; a shop that was restored has old events."""
    with clock.travel(-timedelta(days=3)):
        paid((variant(), 1))
        work()
        placed((variant(title="Hat"), 1))
    work()
    assert "paid" not in kinds()
    assert "received" not in kinds()
    told = [message.subject for message in mail.outbox]
    assert len(told) == 1  # that the unpaid one is cancelled: this happens only now
    assert told[0].startswith("Cancelled")


def test_a_mail_that_waited_for_days_is_dropped():
    paid((variant(), 1))
    drain()
    with clock.travel(timedelta(days=3)):
        work()
    assert sent() == []
    assert the_mail().dropped_at


def test_an_order_without_an_address_is_left_alone():
    paid((variant(), 1), email="", phone="13800138000")
    work()
    assert (kinds(), sent()) == ([], [])
