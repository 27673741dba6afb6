import pytest

from integrations.payment_provider import ProviderUnavailable
from kernel.events.models import OutboxEvent
from storefront.payments.errors import MoreThanWasPaid, RefundKeyReused
from storefront.payments.models import PaymentRefund
from storefront.payments.services import refund_payment, retry_refund, send_refund

from .conftest import message

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(payment, gateway, deliver):
    gateway.make_trouble(payment.provider_ref, silent=True)
    gateway.act(payment.provider_ref, "pay")
    deliver(message(payment))
    payment.refresh_from_db()
    return payment


def announced(name: str) -> list[dict]:
    return list(OutboxEvent.objects.filter(name=name).values_list("payload", flat=True))


def at_gateway(gateway, payment) -> list[int]:
    return [refund["amount_minor"] for refund in gateway.payment(payment.provider_ref)["refunds"]]


def refund_said(payment, refund, kind="refund.done", **changes):
    about = {"key": refund.key, "amount_minor": refund.amount_minor, "id": "ref_1", **changes}
    return message(payment, kind) | {"refund": about}


def test_the_money_goes_back_and_that_is_announced(paid, gateway):
    [refund] = refund_payment(paid.order_id, 345, "refund-1", why="too small")
    send_refund(refund.pk)
    refund.refresh_from_db()
    assert refund.state == "done"
    assert at_gateway(gateway, paid) == [345]
    assert announced("PaymentRefunded") == [
        {"order_id": paid.order_id, "refund_key": "refund-1", "amount_minor": 345}
    ]


def test_the_same_key_is_the_same_refund(paid, gateway):
    first = refund_payment(paid.order_id, 345, "refund-1")
    assert refund_payment(paid.order_id, 345, "refund-1") == first
    for _ in range(2):
        send_refund(first[0].pk)
    assert at_gateway(gateway, paid) == [345]
    assert len(announced("PaymentRefunded")) == 1


def test_the_same_key_with_another_amount_is_an_error(paid):
    refund_payment(paid.order_id, 345, "refund-1")
    with pytest.raises(RefundKeyReused):
        refund_payment(paid.order_id, 346, "refund-1")
    assert PaymentRefund.objects.count() == 1


def test_more_than_was_paid_does_not_go_back(paid):
    refund_payment(paid.order_id, 12_000, "refund-1")
    with pytest.raises(MoreThanWasPaid):
        refund_payment(paid.order_id, 346, "refund-2")
    paid.refresh_from_db()
    assert (paid.refunded_minor, PaymentRefund.objects.count()) == (12_000, 1)


def test_what_was_not_paid_does_not_go_back(payment):
    with pytest.raises(MoreThanWasPaid):
        refund_payment(payment.order_id, 1, "refund-1")
    assert not PaymentRefund.objects.exists()


def test_a_service_that_is_away_is_asked_again_later(paid, gateway, settings, monkeypatch):
    monkeypatch.setattr("stamina._core._t.sleep", lambda *_: None, raising=False)
    url, settings.DEMOPAY_INTERNAL_URL = settings.DEMOPAY_INTERNAL_URL, "http://127.0.0.1:9"
    [refund] = refund_payment(paid.order_id, 345, "refund-1")
    with pytest.raises(ProviderUnavailable):
        send_refund(refund.pk)
    refund.refresh_from_db()
    assert refund.state == "requested"
    settings.DEMOPAY_INTERNAL_URL = url
    send_refund(refund.pk)
    assert at_gateway(gateway, paid) == [345]


def test_the_end_of_a_slow_refund_comes_as_a_message(paid, gateway, deliver):
    gateway.make_trouble(paid.provider_ref, refunds="later", silent=True)
    [refund] = refund_payment(paid.order_id, 345, "refund-1")
    send_refund(refund.pk)
    refund.refresh_from_db()
    assert (refund.state, announced("PaymentRefunded")) == ("sent", [])
    for _ in range(2):
        assert deliver(refund_said(paid, refund)).status_code == 200
    refund.refresh_from_db()
    assert refund.state == "done"
    assert len(announced("PaymentRefunded")) == 1


def test_the_message_may_come_before_the_answer(paid, deliver):
    [refund] = refund_payment(paid.order_id, 345, "refund-1")
    deliver(refund_said(paid, refund))
    send_refund(refund.pk)
    refund.refresh_from_db()
    assert refund.state == "done"
    assert len(announced("PaymentRefunded")) == 1


def test_a_refund_we_never_asked_for_changes_nothing(paid, deliver):
    [refund] = refund_payment(paid.order_id, 345, "refund-1")
    deliver(refund_said(paid, refund, key="another"))
    deliver(refund_said(paid, refund, amount_minor=346))
    refund.refresh_from_db()
    assert (refund.state, announced("PaymentRefunded")) == ("requested", [])


def test_a_failed_refund_needs_a_person_and_can_be_tried_again(paid, gateway, deliver):
    [refund] = refund_payment(paid.order_id, 345, "refund-1")
    deliver(refund_said(paid, refund, "refund.failed"))
    refund.refresh_from_db()
    paid.refresh_from_db()
    assert (refund.state, paid.attention, paid.refunded_minor) == ("failed", "refund_failed", 0)
    assert len(announced("PaymentRefundFailed")) == 1
    retry_refund(refund.pk, by="staff:1")
    send_refund(refund.pk)
    paid.refresh_from_db()
    assert (at_gateway(gateway, paid), paid.attention, paid.refunded_minor) == ([345], "", 345)


def test_each_step_leaves_a_row(paid):
    [refund] = refund_payment(paid.order_id, 345, "refund-1")
    send_refund(refund.pk)
    assert list(refund.moves.values_list("verb", "from_state", "to_state", "by")) == [
        ("complete", "requested", "done", "demo")
    ]
