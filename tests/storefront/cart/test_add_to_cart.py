import pytest

from storefront.cart.errors import NotForSale, SoldOut
from storefront.cart.models import Cart, CartLine
from storefront.cart.services import add_to_cart, open_cart, set_quantity
from storefront.catalog.services.product import change_status

from ..browser import Browser
from ..purchase import cart_with, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]
JSON = {"accept": "application/json"}


def test_adds_to_what_is_there():
    shirt = variant(stock=9)
    cart = cart_with((shirt, 2))
    assert add_to_cart(cart, {shirt.pk: 3}) == {shirt.pk: 5}


def test_holds_no_more_than_there_is():
    shirt = variant(stock=3)
    cart = cart_with((shirt, 2))
    assert add_to_cart(cart, {shirt.pk: 5}) == {shirt.pk: 3}


def test_what_is_sold_out_or_off_sale_is_refused():
    none, hidden, cart = variant(stock=0), variant(title="Hat"), open_cart()
    change_status([hidden.product_id], status="draft")
    with pytest.raises(SoldOut):
        add_to_cart(cart, {none.pk: 1})
    with pytest.raises(NotForSale):
        add_to_cart(cart, {hidden.pk: 1})
    with pytest.raises(NotForSale):
        add_to_cart(cart, {999_999: 1})
    assert not CartLine.objects.exists()


def test_quantity_nought_takes_the_line_out():
    shirt = variant()
    cart = cart_with((shirt, 2))
    assert set_quantity(cart, shirt.pk, 0) == 0
    assert not cart.lines.exists()


def test_a_visitor_needs_no_session(in_shop_a):
    shirt, visitor = variant(), Browser(in_shop_a)
    answer = visitor.post("/en/cart/lines/", {"variant": shirt.pk}, headers=JSON)
    assert answer.json() == {"cart_count": 1, "text": "Added to your cart.", "short": False}
    assert set(visitor.cookies) == {"cart"}
    assert visitor.get("/-/me/").json()["cart_count"] == 1


def test_a_forged_cookie_is_no_cart(in_shop_a):
    shirt = variant()
    cart = cart_with((shirt, 1))
    visitor = Browser(in_shop_a)
    visitor.cookies["cart"] = str(cart.token)
    assert visitor.get("/-/me/").json()["cart_count"] == 0
    visitor.cookies["cart"] = "x:y:z"
    assert "Your cart is empty" in visitor.get("/en/cart/").content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"variant": "abc"},
        {"variant": "1", "quantity": "-1"},
        {"variant": "1", "quantity": "0"},
        {"variant": "1", "quantity": "1e9"},
        {"variant": "9" * 30},
        {"variant": ["1", "2"], "quantity": "1"},
    ],
)
def test_nonsense_is_refused_in_words(in_shop_a, data):
    answer = Browser(in_shop_a).post("/en/cart/lines/", data, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["text"]
    assert not Cart.objects.exists()
