import pytest

from kernel import clock
from kernel.events.draining import drain
from storefront.aftersales.models import Refund
from storefront.aftersales.plan import RefundWish
from storefront.aftersales.services import refund
from storefront.orders.services import mark_paid
from storefront.payments.models import Payment, PaymentRefund
from storefront.payments.selectors import payment_settings
from storefront.payments.services import (
    record_payment_by_staff,
    refund_payment,
    save_payment_settings,
    start_payment,
)
from storefront.payments.services.refund import fail, locked_refund

from ..purchase import placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


@pytest.fixture
def payment():
    save_payment_settings(bank_transfer=True, bank_instructions="To our account")
    order = placed((variant(), 1))
    start_payment(order.pk, "bank_transfer")
    return Payment.objects.select_related("order").get(order=order)


def test_staff_confirm_money_they_saw(clerk_client, payment):
    order = payment.order
    path = f"/orders/{order.number}/payments/{payment.pk}/confirmation/"
    assert path in clerk_client.get(f"/orders/{order.number}/").content.decode()
    assert clerk_client.get(path).status_code == 200
    whole = {"arrived": f"{payment.money.decimal:f}"}
    clerk_client.post(path, whole)
    clerk_client.post(path, whole)
    order.refresh_from_db()
    assert order.state == "paid"
    assert order.moves.filter(machine="order", verb="pay").count() == 1


@pytest.mark.parametrize(
    ("arrived", "said"), [("19.99", "CN¥0.01 is missing"), ("20.01", "CN¥0.01 too much"), ("", "")]
)
def test_another_amount_confirms_nothing(clerk_client, payment, arrived, said):
    path = f"/orders/{payment.order.number}/payments/{payment.pk}/confirmation/"
    answer = clerk_client.post(path, {"arrived": arrived})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["arrived"])
    assert said in answer.content.decode()
    payment.order.refresh_from_db()
    assert payment.order.state == "awaiting_payment"


def test_a_payment_of_another_order_is_not_there(clerk_client, payment):
    other = placed((variant(), 1))
    path = f"/orders/{other.number}/payments/{payment.pk}/confirmation/"
    assert clerk_client.post(path).status_code == 404
    payment.order.refresh_from_db()
    assert payment.order.state == "awaiting_payment"


def test_one_way_to_pay_at_least(owner_client):
    answer = owner_client.post("/settings/payments/", {"offline_days": "5"})
    assert answer.status_code == 422
    answer = owner_client.post(
        "/settings/payments/", {"offline_days": "5", "cash_on_delivery": "on"}
    )
    assert answer.status_code == 302
    assert payment_settings().cash_on_delivery is True


def test_a_transfer_needs_an_account_to_go_to(owner_client):
    answer = owner_client.post("/settings/payments/", {"offline_days": "5", "bank_transfer": "on"})
    assert list(answer.context["form"].errors) == ["bank_instructions"]


class TestARefundTheServiceRefused:
    """Nobody but a person can end it; without these two ways the shopper's money stays where it is."""

    @pytest.fixture
    def refused(self, payment):
        Payment.objects.filter(pk=payment.pk).update(provider="demo", state="paid")
        mark_paid(payment.order_id, reference=payment.public_id)
        refund(payment.order_id, RefundWish(amount_minor=500), by="x", key="r1")
        [part] = PaymentRefund.objects.all()
        fail(locked_refund(part.pk), by="demo", why="card closed")
        drain()
        assert Refund.objects.get().state == "failed"
        return part

    def _paths(self, part) -> tuple[str, str, str]:
        order = f"/orders/{part.payment.order.number}/"
        return (
            order,
            f"{order}refunds/{part.pk}/attempts/",
            f"{order}refunds/{part.pk}/confirmation/",
        )

    def test_is_tried_again(self, clerk_client, refused):
        order, again, _by_hand = self._paths(refused)
        assert again in clerk_client.get(order).content.decode()
        assert clerk_client.get(again).status_code == 200
        assert clerk_client.post(again)["Location"] == order
        assert clerk_client.post(again).status_code == 422
        refused.refresh_from_db()
        payment = Payment.objects.get()
        assert (refused.state, payment.refunded_minor, payment.attention) == ("requested", 500, "")

    def test_is_given_back_by_hand(self, clerk_client, refused):
        order, _again, by_hand = self._paths(refused)
        assert by_hand in clerk_client.get(order).content.decode()
        assert clerk_client.post(by_hand)["Location"] == order
        drain()
        refused.refresh_from_db()
        assert (refused.state, Refund.objects.get().state) == ("done", "done")
        assert Payment.objects.get().refunded_minor == 500

    def test_of_another_order_is_not_there(self, clerk_client, refused):
        other = placed((variant(), 1))
        assert (
            clerk_client.post(f"/orders/{other.number}/refunds/{refused.pk}/attempts/").status_code
            == 404
        )


def test_a_refund_comes_from_the_payment_that_paid_the_order(payment):
    """Money that came without need goes back on its own; nobody's refund is taken from it."""
    order = payment.order
    late = Payment.objects.create(
        order=order, provider="demo", amount_minor=order.payable_minor, currency="CNY", state="paid",
        created_at=clock.now(),
    )  # fmt: skip
    Payment.objects.filter(pk=payment.pk).delete()
    cash = record_payment_by_staff(order.pk, "cash", by="x")
    assert late.pk < cash.pk
    [part] = refund_payment(order.pk, 500, "r1")
    assert part.payment == cash
