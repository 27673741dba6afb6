"""A guest who closes the browser finds the order again by the mail; the shop sees how its mails look."""

import pytest
from playwright.sync_api import Page, expect

from . import merchant as selling
from . import shopper as buying
from . import waiting
from .looking import Look
from .merchant import Merchant
from .shopper import Shopper

pytestmark = pytest.mark.journey

GUEST = Shopper("yun@example.com", name="云朵")
OWNER = Merchant("post@example.com")
KINDS = ("received", "paid", "shipped", "ready", "cancelled", "refunded", "new_order")


def test_a_guest_finds_the_order_by_its_mail(person, origin, demo_shops, shot) -> None:
    shop = origin(demo_shops["clothing"])
    page = person("guest", phone=True)
    buying.open_first_product(page, shop)
    buying.add_to_cart(page, count=1)
    page.goto(f"{shop}/checkout/")
    buying.fill_address(page, GUEST)
    buying.place_order(page)
    number = buying.pay(page)
    total = buying.sums(page).last.inner_text()

    elsewhere = person("elsewhere", phone=True)
    answer = elsewhere.goto(f"{shop}/orders/{number}/placed/")
    assert answer
    assert answer.status == 404
    expect(elsewhere.locator("main a[href*='/account/login/?next=']")).to_be_visible()
    shot(elsewhere, "another-browser")

    box = person("mail box")
    mail = newest_mail(box, f"{origin()}/mailbox/?kind=mail&address={GUEST.email}", number)
    expect(mail.locator("h1")).to_be_visible()
    assert total in mail.locator("body").inner_text()
    shot(box, "mail-box")
    with box.expect_popup() as opened:
        mail.locator("a[href*='key=']").click()
    order = opened.value
    order.wait_for_url(f"**/orders/{number}/")
    assert "key=" not in order.url
    expect(order.locator("main h1")).to_contain_text(number)
    expect(buying.sums(order).last).to_have_text(total)
    shot(order, "opened-by-the-link")


def test_the_shop_sees_its_mails(stack, person, origin, demo_shops, shot) -> None:
    slug = demo_shops["clothing"]
    office = origin(slug, backoffice=True)
    selling.hire(stack, slug, OWNER, "owner")
    look = Look(person("owner"))
    page = look.page
    selling.sign_in(page, office, OWNER)
    look.at(f"{office}/settings/messages/")
    page.fill("[name='words_paid_zh-hans']", "欢迎再来\n我们周末也在")
    shot(page, "settings")
    selling.submit(page)
    expect(page.locator("[name='words_paid_zh-hans']")).to_have_value("欢迎再来\n我们周末也在")
    for kind in KINDS:
        for language in ("zh-hans", "en"):
            look.at(f"{office}/settings/messages/{kind}/{language}/")
            expect(page.frame_locator("iframe.bo-mail").locator("h1")).to_be_visible()
    shot(page, "preview")
    for width in (390, 700):
        page.set_viewport_size({"width": width, "height": 900})
        for kind in KINDS:
            for language in ("zh-hans", "en"):
                page.goto(f"{office}/settings/messages/{kind}/{language}/mail/")
                shot(page, f"{kind}-{language}-{width}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{office}/settings/messages/paid/zh-hans/")
    page.locator("form[action$='/trials/'] button").click()
    newest_mail(page, f"{origin()}/mailbox/?kind=mail&address={OWNER.email}", "SAMPLE")
    assert not look.faults, "\n".join(look.faults)


def newest_mail(page: Page, url: str, number: str):
    """The designed part of the newest mail to an address, in the mail box's frame."""
    page.goto(url)
    message = page.locator("article[data-kind=mail]").first
    waiting.is_there(page, message.locator("h2", has_text=number))
    return message.frame_locator("iframe")
