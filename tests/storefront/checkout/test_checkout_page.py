import re

import pytest

from storefront.cart.models import Cart
from storefront.orders.models import Order
from storefront.payments.models import Payment

from ..browser import Browser
from ..purchase import ADDRESS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_sources", "cash")]


def fill(shopper, shirt, quantity=1):
    return shopper.post("/en/cart/lines/", {"variant": shirt.pk, "quantity": quantity})


def hidden(page, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def typed(page, **changes) -> dict[str, str]:
    kept = {name: hidden(page, name) for name in ("cart", "key", "expected")}
    return {**kept, **ADDRESS, "email": "ming@example.com", "way": "cash_on_delivery", **changes}


def test_a_guest_buys(shopper, shirt):
    fill(shopper, shirt, 2)
    page = shopper.get("/en/checkout/")
    assert page.status_code == 200
    answer = shopper.post("/en/checkout/", typed(page))
    order = Order.objects.get()
    assert answer.status_code == 302
    assert answer["location"].startswith("/en/payments/")
    assert (order.total_minor, order.name, order.language) == (100_00, ADDRESS["name"], "en")
    assert order.address["line1"] == ADDRESS["line1"]
    thanks = shopper.get(f"/en/orders/{order.number}/placed/")
    assert order.number in thanks.content.decode()
    assert shopper.get("/en/checkout/")["location"] == "/en/cart/"


def test_pressing_twice_is_one_order(shopper, shirt):
    fill(shopper, shirt)
    data = typed(shopper.get("/en/checkout/"))
    first, second = shopper.post("/en/checkout/", data), shopper.post("/en/checkout/", data)
    assert Order.objects.count() == Payment.objects.count() == 1
    assert first["location"] == second["location"]


def test_errors_stand_at_their_fields_and_nothing_is_lost(shopper, shirt):
    fill(shopper, shirt)
    data = typed(shopper.get("/en/checkout/"), phone="call me", city="", note="ring twice")
    page = shopper.post("/en/checkout/", data)
    text = page.content.decode()
    assert page.status_code == 422
    assert "phone number" in text
    assert 'value="call me"' in text
    assert ADDRESS["line1"] in text
    assert "ring twice" in text
    assert hidden(page, "key") == data["key"].replace("-", "") or hidden(page, "key") == data["key"]
    assert not Order.objects.exists()


def test_a_price_that_changed_meanwhile_is_shown_before_it_is_paid(shopper, shirt):
    fill(shopper, shirt)
    data = typed(shopper.get("/en/checkout/"))
    shirt.price_minor = 60_00
    shirt.save()
    page = shopper.post("/en/checkout/", data)
    assert page.status_code == 422
    assert "Prices or stock have changed" in page.content.decode()
    assert not Order.objects.exists()
    shopper.post("/en/checkout/", {**data, "expected": hidden(page, "expected")})
    assert Order.objects.get().items_minor == 60_00


def test_the_total_follows_the_form(shopper, shirt):
    fill(shopper, shirt)
    data = typed(shopper.get("/en/checkout/"))
    part = shopper.post("/en/checkout/summary/", data, headers={"hx-request": "true"})
    assert part.status_code == 200
    assert hidden(part, "expected") == "6000"


def test_an_empty_cart_leads_to_the_cart(shopper):
    assert shopper.get("/en/checkout/")["location"] == "/en/cart/"


def test_garbage_is_answered_and_does_nothing(shopper, shirt):
    fill(shopper, shirt)
    for data in ({}, {"cart": "x", "key": "y", "expected": "-1"}, {"country": "XX", "way": "gold"}):
        assert shopper.post("/en/checkout/", data).status_code == 422
    assert not Order.objects.exists()


def test_an_unknown_way_to_pay_leaves_an_order_that_can_be_paid(shopper, shirt):
    fill(shopper, shirt)
    data = typed(shopper.get("/en/checkout/"), way="gold")
    answer = shopper.post("/en/checkout/", data, follow=True)
    order = Order.objects.get()
    assert answer.redirect_chain[-1][0] == f"/en/orders/{order.number}/placed/"
    assert f"/en/checkout/{order.number}/payment/" in answer.content.decode()


def test_the_cart_of_another_shop_is_unknown_here(shopper, shirt, shop_b):
    fill(shopper, shirt)
    stranger = Browser(shop_b)
    stranger.cookies["cart"] = shopper.cookies["cart"].value
    assert stranger.get("/checkout/")["location"] == "/cart/"
    assert Cart.objects.count() == 1
