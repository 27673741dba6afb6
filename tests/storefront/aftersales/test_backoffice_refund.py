from uuid import uuid4

import pytest

from storefront.aftersales.models import Refund
from storefront.inventory.models import StockItem
from storefront.payments.models import Payment
from storefront.payments.services import (
    confirm_offline_payment,
    save_payment_settings,
    start_payment,
)
from tenants.profile.services import save_profile

from ..purchase import placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


@pytest.fixture
def order():
    """Two shirts of 50.00 and the shipping, paid by bank transfer."""
    save_payment_settings(bank_transfer=True, bank_instructions="To our account")
    order = placed((variant(50_00), 2))
    start_payment(order.pk, "bank_transfer")
    confirm_offline_payment(Payment.objects.get(order=order).pk, by="The clerk")
    order.refresh_from_db()
    return order


def _choice(order, quantity: object, **changes) -> dict:
    told = {"key": uuid4().hex, "reason": "Too small", "restock": "on"}
    return {**told, **_units(order, quantity), **changes}


def _units(order, quantity: object) -> dict:
    return {f"units_{order.lines.get().pk}": quantity}


def _post(client, order, data, part: str = "new"):
    return client.post(f"/orders/{order.number}/refunds/{part}/", data)


def test_first_shows_what_goes_back_and_moves_nothing(clerk_client, order):
    page = _post(clerk_client, order, _choice(order, 1))
    assert page.context["preview"].plan.amount_minor == 5000
    assert "Bank transfer" in page.content.decode()
    assert not Refund.objects.exists()


def test_gives_back_the_sum_that_was_shown(clerk_client, order):
    answer = _post(clerk_client, order, _choice(order, 1, shown_minor="5000"))
    assert answer["Location"] == f"/orders/{order.number}/"
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.by, refund.reason) == (5000, "The clerk", "Too small")
    order.refresh_from_db()
    assert order.payment_state == "partially_refunded"


def test_another_sum_than_was_shown_is_shown_first(clerk_client, order):
    page = _post(clerk_client, order, _choice(order, 2, shown_minor="5000"))
    assert page.status_code == 200
    assert page.context["preview"].plan.amount_minor == 10_000
    assert not Refund.objects.exists()


def test_pressing_twice_is_one_refund(clerk_client, order):
    choice = _choice(order, 1, shown_minor="5000")
    _post(clerk_client, order, choice)
    _post(clerk_client, order, choice)
    assert Refund.objects.count() == 1


def test_going_back_and_choosing_something_else_is_another_refund(clerk_client, order):
    """The page that a browser shows again has its old key; what was promised must not be swallowed."""
    first = _choice(order, 1, shown_minor="5000")
    _post(clerk_client, order, first)
    _post(clerk_client, order, {**first, **_units(order, 0), "amount": "7", "shown_minor": "700"})
    assert list(Refund.objects.values_list("amount_minor", flat=True)) == [5000, 700]


def test_the_page_asks_for_the_preview_alone(clerk_client, order):
    part = _post(clerk_client, order, _choice(order, 2, shown_minor="10000"), part="preview")
    text = part.content.decode()
    assert "CN¥100.00" in text
    assert "<html" not in text
    assert not Refund.objects.exists()


@pytest.mark.parametrize("amount", ["99999", "abc"])
def test_the_preview_says_why_there_is_none(clerk_client, order, amount):
    part = _post(clerk_client, order, _choice(order, 0, amount=amount), part="preview")
    assert part.status_code == 200
    [told] = [text for errors in part.context["form"].errors.values() for text in errors]
    assert f'<p class="bo-error">{told}</p>' in part.content.decode()


@pytest.mark.parametrize("quantity", [3, -1, "all"])
def test_more_than_there_is_is_told_at_the_field(clerk_client, order, quantity):
    answer = _post(clerk_client, order, _choice(order, quantity, shown_minor="15000"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [f"units_{order.lines.get().pk}"]
    assert not Refund.objects.exists()


def test_nothing_chosen_is_nothing_done(clerk_client, order):
    answer = _post(clerk_client, order, _choice(order, 0))
    assert answer.status_code == 422
    assert not Refund.objects.exists()


def test_goods_come_back_after_all_of_their_money(clerk_client, order):
    """Who got the whole amount back may still send the goods; the stock must know."""
    _post(clerk_client, order, _choice(order, 0, amount="100", shown_minor="10000"))
    order.refresh_from_db()
    assert (order.refundable_minor, order.lines.get().refundable_quantity) == (0, 2)
    page = clerk_client.get(f"/orders/{order.number}/").content.decode()
    assert f"/orders/{order.number}/refunds/new/" in page
    answer = _post(clerk_client, order, _choice(order, 2, shown_minor="0"))
    assert answer.status_code == 302
    assert StockItem.objects.get().on_hand == 10
    order.refresh_from_db()
    assert (order.payment_state, order.state) == ("refunded", "cancelled")
    page = clerk_client.get(f"/orders/{order.number}/").content.decode()
    assert f"/orders/{order.number}/refunds/new/" not in page


def test_an_amount_is_in_the_orders_own_currency(clerk_client, order):
    """The shop sells in yen by now, which have no cents; 5 is still five yuan of what was paid."""
    save_profile(currency="JPY")
    page = _post(clerk_client, order, _choice(order, 0, amount="5"))
    assert page.context["preview"].plan.amount_minor == 500
    assert page.context["form"]["amount"].field.unit == "CNY"
