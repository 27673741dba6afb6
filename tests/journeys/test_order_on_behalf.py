"""Somebody calls: staff put the order together and send a link; the customer pays without an account (A9)."""

import pytest
from playwright.sync_api import Page, expect

from . import merchant as selling
from . import shopper as buying
from .merchant import Merchant

pytestmark = pytest.mark.journey

ANNA = Merchant("anna@example.com")


def test_from_the_call_to_the_money(stack, person, origin, demo_shops, shot) -> None:
    slug = demo_shops["base"]
    office = origin(slug, backoffice=True)
    selling.hire(stack, slug, ANNA, "owner")
    staff = person("anna")
    selling.sign_in(staff, office, ANNA)
    put_together(staff, office)
    shot(staff, "draft")
    total = staff.locator(".bo-sum__total td").inner_text()
    staff.locator(".draft-place button").click()
    staff.wait_for_url(f"{office}/orders/*/")
    link = staff.locator("#payment-link").input_value()
    shot(staff, "order")

    customer = person("customer", phone=True)
    customer.goto(link)
    expect(customer.locator(".summary .is-total dd").first).to_have_text(total)
    shot(customer, "pay")
    customer.locator("main form button[type=submit]").click()
    number = buying.pay(customer)
    assert staff.url.rstrip("/").endswith(number)
    customer.goto(link)
    expect(customer.locator("main a[href$='/payment/'], main form")).to_have_count(0)

    staff.reload()
    expect(staff.locator("#payment-link")).to_have_count(0)


def put_together(page: Page, office: str) -> None:
    """Goods, a new customer with an address, a discount with its reason."""
    page.goto(f"{office}/drafts/")
    page.locator("form[action$='/drafts/new/'] button").first.click()
    page.wait_for_url(f"{office}/drafts/*/")
    page.fill("#goods-search", "衬衫")
    page.press("#goods-search", "Enter")
    page.locator(".draft-found button:not([disabled])").first.click()
    quantity = page.locator(".draft-lines input[type=number]")
    expect(quantity).to_have_value("1")
    new_customer(page)
    send_to(page)
    goods = page.locator(".bo-sum td").first
    for_one = goods.inner_text()
    quantity.fill("2")
    quantity.press("Tab")
    expect(goods).not_to_have_text(for_one)
    type_while_an_answer_comes(page)
    before = page.locator(".bo-sum__total td").inner_text()
    page.fill("[name=discount_minor]", "5")
    page.fill("[name=discount_reason]", "老顾客")
    page.locator("form[action$='/discount/'] button").click()
    expect(page.locator(".bo-sum__total td")).not_to_have_text(before)


def type_while_an_answer_comes(page: Page) -> None:
    """The note is being typed when the answer to the quantity draws the page anew: no letter is lost."""
    note, said = page.locator("[name=note]"), "Please ring the bell twice"
    with page.expect_response("**/goods/**"):
        page.locator(".draft-lines input[type=number]").fill("3")
        note.click()
        note.press_sequentially(said, delay=60)
    expect(page.locator(".draft-lines input[type=number]")).to_have_value("3")
    expect(note).to_have_value(said)
    expect(note).to_be_focused()
    # part of it may be on its way already
    with page.expect_response(lambda answer: "twice" in (answer.request.post_data or "")):
        note.press("Tab")
    page.reload()
    expect(page.locator("[name=note]")).to_have_value(said)


def new_customer(page: Page) -> None:
    page.locator("summary", has_text="新顾客").click()
    page.fill("[name=new-name]", "林阿姨")
    page.fill("[name=new-phone]", "13700137000")
    page.locator("form[action$='/customer/new/'] button").click()
    expect(page.locator("section", has_text="林阿姨").first).to_be_visible()


def send_to(page: Page) -> None:
    page.fill("[name=to-name]", "林阿姨")
    page.fill("[name=to-phone]", "13700137000")
    page.select_option("[name=to-region]", "浙江省")
    page.fill("[name=to-city]", "杭州")
    page.fill("[name=to-line1]", "文三路 100 号")
    page.locator("form[action$='/address/']:has([name=to-name]) button").click()
    expect(page.locator("address")).to_contain_text("文三路 100 号")
