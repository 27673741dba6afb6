import pytest

from kernel.events.models import OutboxEvent
from storefront.orders.services import cancel_order
from storefront.payments.errors import NotConfirmedByStaff
from storefront.payments.models import Payment
from storefront.payments.services import (
    confirm_offline_payment,
    confirm_refund_by_hand,
    refund_payment,
    save_payment_settings,
    send_refund,
    start_payment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def transfer(order) -> Payment:
    save_payment_settings(bank_transfer=True)
    return Payment.objects.get(public_id=start_payment(order.pk, "bank_transfer").public_id)


def test_the_order_is_paid_and_says_by_whom(transfer, order):
    confirm_offline_payment(transfer.pk, by="staff:7")
    order.refresh_from_db()
    transfer.refresh_from_db()
    assert (transfer.state, order.state) == ("paid", "paid")
    assert transfer.moves.last().by == "staff:7"


def test_twice_is_once(transfer):
    for _ in range(2):
        confirm_offline_payment(transfer.pk, by="staff:7")
    assert transfer.moves.count() == 2
    assert OutboxEvent.objects.filter(name="OrderPaid").count() == 1


def test_what_a_service_confirms_staff_cannot(payment):
    with pytest.raises(NotConfirmedByStaff):
        confirm_offline_payment(payment.pk, by="staff:7")
    payment.refresh_from_db()
    assert payment.state == "pending"


def test_money_for_a_cancelled_order_is_given_back_by_hand(transfer, order):
    cancel_order(order.pk, by="staff:7")
    confirm_offline_payment(transfer.pk, by="staff:7")
    refund = transfer.refunds.get()
    send_refund(refund.pk)
    transfer.refresh_from_db()
    order.refresh_from_db()
    assert (order.state, transfer.attention) == ("cancelled", "refund_by_hand")


def test_a_refund_by_hand_is_done_when_staff_say_so(transfer):
    confirm_offline_payment(transfer.pk, by="staff:7")
    [refund] = refund_payment(transfer.order_id, 100, "refund-1")
    send_refund(refund.pk)
    for _ in range(2):
        confirm_refund_by_hand(refund.pk, by="staff:7")
    refund.refresh_from_db()
    transfer.refresh_from_db()
    assert (refund.state, transfer.attention) == ("done", "")
    assert OutboxEvent.objects.filter(name="PaymentRefunded").count() == 1


def test_a_refund_on_its_way_through_a_service_is_not_confirmed_by_hand(transfer):
    confirm_offline_payment(transfer.pk, by="staff:7")
    [refund] = refund_payment(transfer.order_id, 100, "refund-1")
    with pytest.raises(NotConfirmedByStaff):
        confirm_refund_by_hand(refund.pk, by="staff:7")
