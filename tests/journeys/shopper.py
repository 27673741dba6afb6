"""What a shopper does in a shop, as a person's clicks."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from . import mailbox, waiting


@dataclass(frozen=True)
class Shopper:
    email: str
    name: str = "李小雨"
    phone: str = "13800138000"
    password: str = "another-long-word-8"


def sign_up(page: Page, shop: str, portal: str, shopper: Shopper) -> None:
    """An account in this shop, confirmed by the code in the mail."""
    page.goto(f"{shop}/account/signup/")
    page.fill("main [name=login]", shopper.email)
    page.fill("main [name=name]", shopper.name)
    page.fill("main [name=password1]", shopper.password)
    page.locator("main form button[type=submit]").first.click()
    page.fill("[name=code]", mailbox.newest_code(page, portal, shopper.email))
    page.locator("main form:has([name=code]) button[type=submit]").click()
    page.wait_for_url(f"{shop}/**")
    expect(page.locator("[name=code]")).to_have_count(0)


def search(page: Page, shop: str, words: str) -> Locator:
    """From the home page to the list of what was found; answers the cards."""
    page.goto(f"{shop}/")
    page.locator(".header a[href$='/search/']").click()
    field = page.locator("main input[type=search]")
    field.fill(words)
    field.press("Enter")
    page.wait_for_url("**/search/?q=*")
    return page.locator(".product-card")


def open_first_product(page: Page, shop: str) -> None:
    """The first of the list that is not sold out."""
    page.goto(f"{shop}/products/")
    page.locator(".product-card:not(:has(.product-card-flag:not(.is-sale))) a").first.click()
    page.wait_for_url("**/products/*/")


def choose(page: Page, value: str) -> None:
    """A value of an option on a product's page."""
    page.wait_for_load_state()
    page.locator(".option-value", has_text=value).click()


def add_to_cart(page: Page, *, quantity: int = 1, count: int) -> None:
    """`count` is what the cart's number says afterwards."""
    page.wait_for_load_state()
    page.fill("[data-buy] [name=quantity]", str(quantity))
    page.locator("[data-buy-button]").click()
    expect(page.locator(".header [data-cart-count]")).to_have_text(str(count))


def fill_address(page: Page, shopper: Shopper) -> None:
    page.fill("[name=email]", shopper.email)
    for name, value in {
        "name": shopper.name, "phone": shopper.phone, "region": "浙江省", "city": "杭州市",
        "district": "西湖区", "line1": "文三路 100 号", "postcode": "310012",
    }.items():  # fmt: skip
        field = page.locator(f"main [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def place_order(page: Page) -> None:
    """Press the button; ends on the demo gateway's page."""
    page.locator("#checkout aside button").click()
    page.wait_for_url("http://pay.localhost:*/**")


def pay(page: Page) -> str:
    """Pay on the gateway's page; answers the order's number once the shop thanks."""
    page.locator("button[formaction$='/pay']").click()
    page.wait_for_url("**/orders/*/placed/", timeout=waiting.PATIENCE * 1000)
    return page.locator("main .lead .code").inner_text()


def confirm_receipt(page: Page, shop: str, number: str) -> None:
    page.goto(f"{shop}/orders/{number}/")
    arrived = page.locator(f"form[action$='/orders/{number}/receipt/'] button")
    arrived.click()
    expect(page.locator("main h1")).to_contain_text(number)
    expect(arrived).to_have_count(0)


def sums(page: Page) -> Locator:
    """The amounts of the explained total beside a checkout or an order, from top to bottom."""
    return page.locator("main aside .summary dd")


def points(page: Page, shop: str, *, active: int, pending: int, debt: int = 0) -> None:
    """The account's points are exactly these, at the latest when the worker has done its part."""
    page.goto(f"{shop}/account/points/")
    expected = {"active": active, "pending": pending} | ({"debt": debt} if debt else {})

    def as_expected() -> None:
        shown = page.locator("[data-points]").all()
        assert {
            one.get_attribute("data-points"): int(one.inner_text().replace(",", ""))
            for one in shown
        } == expected

    waiting.until(page, as_expected)
