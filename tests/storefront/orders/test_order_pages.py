import pytest

from storefront.aftersales.services import RefundWish, refund
from storefront.inventory.selectors import available
from storefront.orders.services import cancel_order, mark_paid
from storefront.shipping.services import ship_order
from tenants.accounts.models import User

from ..browser import Browser
from ..purchase import ADDRESS, paid, placed, variant
from ..shipping.test_bulk_dispatch import paid_by_demo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


@pytest.fixture
def user(in_shop_a) -> User:
    return User.objects.create_user(username="ming", email="ming@example.com", password="pw-1-long")


@pytest.fixture
def guest(in_shop_a) -> Browser:
    return Browser(in_shop_a)


@pytest.fixture
def member(in_shop_a, user) -> Browser:
    browser = Browser(in_shop_a)
    browser.sign_in(user)
    return browser


def page(browser, order, tail="") -> int:
    return browser.get(f"/en/orders/{order.number}/{tail}").status_code


def test_a_guest_opens_an_order_with_its_key(guest, in_shop_a):
    order = placed((variant(), 1))
    answer = guest.get(f"/en/orders/{order.number}/", {"key": order.access_token})
    assert answer["location"] == f"/en/orders/{order.number}/"
    assert page(guest, order) == 200
    assert page(Browser(in_shop_a), order) == 404


def test_forms_of_an_order_say_where_they_come_from(member, user):
    """With `no-referrer` a browser sends them with `Origin: null`, and they are refused."""
    order = placed((variant(), 1), user=user)
    for tail in ("", "placed/"):
        shown = member.get(f"/en/orders/{order.number}/{tail}").content.decode()
        assert '<meta name="referrer" content="same-origin">' in shown


def test_the_address_reads_as_people_write_it(member, user):
    order = placed((variant(), 1), user=user, address={**ADDRESS, "phone": "+8613800138000"})
    for address in (f"/en/orders/{order.number}/", f"/en/checkout/{order.number}/payment/"):
        html = member.get(address).content.decode()
        assert "138 0013 8000" in html
        assert "+8613800138000" not in html


def _told(browser, order) -> str:
    browser.get(f"/en/orders/{order.number}/", {"key": order.access_token})
    return browser.get(f"/en/orders/{order.number}/").content.decode()


def test_the_shopper_reads_what_went_back_and_why(guest):
    order = paid((variant(50_00, stock=None), 2))
    line = order.lines.get()
    paid_by_demo(order)
    ship_order(order.pk, carrier="SF", tracking_number="SF12345678", by="x", units={line.pk: 1})
    refund(order.pk, RefundWish(amount_minor=700, reason="A loose button"), by="x", key="r")
    html = _told(guest, order)
    assert "A loose button" in html
    assert "−CN¥7.00" in html
    assert "Partially shipped" in html


@pytest.mark.parametrize(("by", "is_told"), [("The clerk", True), ("guest", False)])
def test_the_shopper_reads_why_staff_cancelled(guest, by, is_told):
    order = placed((variant(), 1))
    cancel_order(order.pk, by=by, why="Nobody can deliver there")
    assert ("Nobody can deliver there" in _told(guest, order)) is is_told


def test_a_wrong_key_opens_nothing(guest):
    order, other = placed((variant(), 1)), placed((variant(title="Hat"), 1))
    for key in ("x", other.access_token, ""):
        assert guest.get(f"/en/orders/{order.number}/", {"key": key}).status_code == 404
    assert page(guest, order, "placed/") == 404


def test_a_customer_sees_their_own_orders_only(member, user):
    own, other = placed((variant(), 1), user=user), placed((variant(title="Hat"), 1))
    assert page(member, own) == 200
    assert page(member, other) == 404
    assert own.number in member.get("/en/orders/").content.decode()
    assert other.number not in member.get("/en/orders/").content.decode()


def test_a_visitor_signs_in_before_the_list(guest):
    assert "/en/account/login/?next=/en/orders/" in guest.get("/en/orders/")["location"]


def test_cancels_while_it_is_unpaid(member, user):
    shirt = variant(stock=3)
    order = placed((shirt, 1), user=user)
    member.post(f"/en/orders/{order.number}/cancellation/")
    order.refresh_from_db()
    assert order.state == "cancelled"
    assert available([shirt.pk]) == {shirt.pk: 3}


def test_nobody_else_cancels_or_receives(guest, user):
    order = placed((variant(), 1), user=user)
    for act in ("cancellation", "receipt"):
        assert guest.post(f"/en/orders/{order.number}/{act}/").status_code == 404
    order.refresh_from_db()
    assert order.state == "awaiting_payment"


def test_a_paid_order_says_that_it_cannot_be_cancelled(member, user):
    order = placed((variant(), 1), user=user)
    mark_paid(order.pk, reference="x")
    answer = member.post(f"/en/orders/{order.number}/cancellation/", follow=True)
    assert "not possible in the present state" in answer.content.decode()
    order.refresh_from_db()
    assert order.state == "paid"


def test_says_that_it_has_arrived(member, user):
    order = placed((variant(), 1), user=user)
    mark_paid(order.pk, reference="x")
    ship_order(order.pk, carrier="SF Express", tracking_number="SF123", by="staff:1")
    text = member.get(f"/en/orders/{order.number}/").content.decode()
    assert "SF Express" in text
    assert "SF123" in text
    member.post(f"/en/orders/{order.number}/receipt/")
    order.refresh_from_db()
    assert order.state == "received"


def test_buys_the_same_again(member, user):
    shirt = variant(stock=9)
    order = placed((shirt, 2), user=user)
    assert (
        f'name="variant" value="{shirt.pk}"'
        in member.get(f"/en/orders/{order.number}/").content.decode()
    )
    member.post("/en/cart/lines/", {"variant": [shirt.pk], "quantity": [2]})
    assert 'data-units="2"' in member.get("/en/cart/").content.decode()


def test_the_order_of_another_shop_is_unknown_here(shop_b, guest):
    order = placed((variant(), 1))
    guest.get(f"/en/orders/{order.number}/", {"key": order.access_token})
    stranger = Browser(shop_b)
    stranger.cookies["orders"] = guest.cookies["orders"].value
    assert stranger.get(f"/orders/{order.number}/").status_code == 404
    assert stranger.get(f"/orders/{order.number}/?key={order.access_token}").status_code == 404
