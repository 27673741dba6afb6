"""What goes wrong between the order and its payment costs a shopper nothing: no order is lost, none is doubled."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import shopper as buying
from . import waiting
from .shopper import Shopper

pytestmark = pytest.mark.journey

GUEST = Shopper("guest@example.com", name="陈一")
MEMBER = Shopper("wang@example.com", name="王二")


@pytest.fixture
def shop(demo_shops, origin) -> str:
    return origin(demo_shops["base"])


def test_a_guest_pays_again_after_a_failure(person, shop, shot) -> None:
    page = person("guest", phone=True)
    total = checkout_with_one(page, shop, GUEST)
    buying.place_order(page)
    number = number_at_the_gateway(page)
    page.locator("button[formaction$='/fail']").click()
    again = page.locator("main a[href$='/payment/']")
    expect(again).to_be_visible()
    expect(page.locator("main .is-total dd")).to_have_text(total)
    shot(page, "failed")
    again.click()
    press_pay(page)
    expect(page.locator(".amount")).to_have_text(total)
    assert buying.pay(page) == number
    expect(buying.sums(page).last).to_have_text(total)
    shot(page, "paid-after-all")
    no_more_to_pay(page, shop, number)


def test_a_closed_window_is_found_again_at_the_order(person, shop, shot) -> None:
    page = person("guest", phone=True)
    total = checkout_with_one(page, shop, GUEST)
    buying.place_order(page)
    number = number_at_the_gateway(page)
    page.locator("button[formaction$='/window']").click()
    page.goto(f"{shop}/orders/{number}/")
    page.locator("main a[href$='/payment/']").click()
    expect(page.locator("main form .is-total dd")).to_have_text(total)
    shot(page, "still-to-pay")
    press_pay(page)
    assert buying.pay(page) == number
    no_more_to_pay(page, shop, number)


def test_pressing_twice_and_a_second_tab_make_one_order(person, shop, origin, shot) -> None:
    page = person("member", phone=True)
    buying.sign_up(page, shop, origin(), MEMBER)
    checkout_with_one(page, shop, MEMBER)
    second_tab = page.context.new_page()
    second_tab.goto(f"{shop}/checkout/")
    buying.fill_address(second_tab, MEMBER)
    page.locator("#checkout aside button").dblclick()
    page.wait_for_url("http://pay.localhost:*/**")
    number = buying.pay(page)
    second_tab.locator("#checkout aside button").click()
    expect(second_tab.locator("#checkout")).to_have_count(0)
    shot(second_tab, "second-tab")
    page.goto(f"{shop}/orders/")
    orders = page.locator("main a[href*='/orders/2']")
    expect(orders.first).to_be_visible()
    assert {href_number(link) for link in orders.all()} == {number}
    shot(page, "one-order")
    page.goto(f"{shop}/cart/")
    expect(page.locator("#cart .line")).to_have_count(0)


def checkout_with_one(page: Page, shop: str, shopper: Shopper) -> str:
    """The first of the sample goods in the cart and the address filled in; answers the total."""
    buying.open_first_product(page, shop)
    price = page.locator("[data-price]").inner_text()
    buying.add_to_cart(page, count=1)
    page.goto(f"{shop}/checkout/")
    buying.fill_address(page, shopper)
    expect(buying.sums(page).first).to_have_text(price)
    return buying.sums(page).last.inner_text()


def number_at_the_gateway(page: Page) -> str:
    number = re.search(r"\d{6}-\w{6}", page.locator(".for").inner_text())
    assert number
    return number.group()


def press_pay(page: Page) -> None:
    page.locator("main form:has([name=way]) button").click()
    page.wait_for_url("http://pay.localhost:*/**")


def no_more_to_pay(page: Page, shop: str, number: str) -> None:
    page.goto(f"{shop}/orders/{number}/")
    waiting.is_there(page, page.locator("main .timeline li").nth(1))  # placed, paid
    expect(page.locator("main .timeline li")).to_have_count(2)
    expect(page.locator("main a[href$='/payment/']")).to_have_count(0)


def href_number(link) -> str:
    return link.get_attribute("href").rstrip("/").rpartition("/")[2]
