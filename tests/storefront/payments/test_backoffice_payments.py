import pytest

from storefront.payments.models import Payment
from storefront.payments.selectors import payment_settings
from storefront.payments.services import save_payment_settings, start_payment

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
