"""Every main page works for everybody: axe finds nothing, nothing scrolls sideways on a phone, and the keyboard
reaches what matters. Script errors and requests to third parties fail any journey (see `person`)."""

import pytest
from playwright.sync_api import Page, expect

from . import merchant as selling
from . import shopper as buying
from .looking import PHONE, Look
from .merchant import Merchant
from .shopper import Shopper

pytestmark = pytest.mark.journey

SLUG = "xiaomei"
NEW_MERCHANT = Merchant("mei@example.com")
MANAGER = Merchant("gao@example.com")
# Wagtail's rich text scrolls in a frame of Draft.js; the text inside it takes the focus, the frame does not.
WAGTAILS_EDITOR = ".DraftEditor-root"


def test_portal(person, origin) -> None:
    portal = origin()
    look = Look(person("merchant"))
    page = look.page
    for path in ("/", "/account/login/", "/account/login/code/", "/start/account/", "/mailbox/"):
        look.at(f"{portal}{path}")
    selling.sign_up(page, portal, NEW_MERCHANT)
    look.here()
    selling.name_shop(page, name="小梅的店", slug=SLUG)
    selling.go_on(page)
    look.here()
    selling.choose(page, "trade", "home")
    selling.go_on(page)
    look.here()
    selling.go_on(page)
    look.here()
    selling.choose(page, "goods", "empty")
    selling.go_on(page)
    selling.wait_until_open(page)
    look.here()
    look.at(f"{portal}/shops/")
    assert not look.faults, "\n".join(look.faults)


@pytest.mark.parametrize("theme", ["clothing", "base"])
def test_shop(person, origin, demo_shops, theme) -> None:
    portal, shop = origin(), origin(demo_shops[theme])
    look = Look(person("shopper", language="zh-CN" if theme == "clothing" else "en-GB"))
    page = look.page
    look.at(f"{shop}/")
    category = page.locator("nav.nav a").first.get_attribute("href")
    look.at(f"{shop}{category}")
    for path in ("/products/", "/search/?q=棉", "/search/?q=nothing-like-it", "/account/login/"):
        look.at(f"{shop}{path}")
    look.at(f"{shop}/cart/")
    shopper = Shopper(f"{theme}@example.com")
    buying.sign_up(page, shop, portal, shopper)
    buying.open_first_product(page, shop)
    look.here()
    buying.add_to_cart(page, count=1)
    look.here()
    for path in ("/cart/", "/checkout/"):
        look.at(f"{shop}{path}")
    buying.fill_address(page, shopper)
    buying.place_order(page)
    look.here()
    number = buying.pay(page)
    look.here()
    for path in (f"/orders/{number}/", "/orders/", "/account/", "/account/points/", "/account/addresses/",
                 "/account/addresses/new/", "/account/profile/"):  # fmt: skip
        look.at(f"{shop}{path}")
    assert not look.faults, "\n".join(look.faults)


def test_back_office(stack, person, origin, demo_shops) -> None:
    slug = demo_shops["clothing"]
    office = origin(slug, backoffice=True)
    selling.hire(stack, slug, MANAGER, "owner")
    look = Look(person("manager"), left_out=[WAGTAILS_EDITOR])
    page = look.page
    look.at(f"{office}/login/")
    selling.sign_in(page, office, MANAGER)
    look.here()
    for path in ("/design/", "/images/", "/images/multiple/add/", "/products/", "/products/new/", "/products/categories/", "/products/imports/",
                 "/orders/", "/members/", "/settings/", "/settings/shop/", "/settings/points/",
                 "/settings/shipping/", "/settings/taxes/", "/settings/payments/", "/settings/orders/"):  # fmt: skip
        look.at(f"{office}{path}")
    for path in ("/products/", "/orders/", "/members/"):
        page.goto(f"{office}{path}")
        with page.expect_navigation():
            page.locator(".bo-key a").first.click()
        look.here()
    assert not look.faults, "\n".join(look.faults)


def test_the_keyboard_reaches_the_buy_button(person, origin, demo_shops) -> None:
    shop = origin(demo_shops["clothing"])
    page = person("shopper")
    buying.open_first_product(page, shop)
    tab_to(page, "[data-buy-button]", at_most=40)
    page.keyboard.press("Enter")
    expect(page.locator(".header [data-cart-count]").first).to_have_text("1")


def test_the_keyboard_opens_and_leaves_the_menu(person, origin, demo_shops) -> None:
    page = person("shopper")
    page.set_viewport_size(PHONE)
    page.goto(f"{origin(demo_shops['base'])}/")
    tab_to(page, ".drawer summary", at_most=5)
    page.keyboard.press("Enter")
    expect(page.locator(".drawer-panel")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".drawer-panel a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".drawer-panel")).to_be_hidden()
    expect(page.locator(".drawer summary")).to_be_focused()


def tab_to(page: Page, selector: str, *, at_most: int) -> None:
    """Press Tab until the element has the focus; every stop on the way is to be seen."""
    for _step in range(at_most):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getClientRects().length > 0")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{at_most} times Tab did not reach {selector}")
