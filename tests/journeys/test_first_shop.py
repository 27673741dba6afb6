"""From nothing to a paid, shipped, received and partly refunded order, and points right to the last.

Every number a page must show is worked out here, from the prices and the rules typed in on the way.
"""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from devservices.stack import Stack

from . import merchant as selling
from . import shopper as buying
from .merchant import Merchant
from .shopper import Shopper

pytestmark = pytest.mark.journey

SLUG = "qingfeng"
SHOP_NAME = "清风衣坊"
OWNER = Merchant("lin@example.com")
CLERK = Merchant("zhou@example.com")
SHOPPER = Shopper("xiaoyu@example.com")

SHIRT, SHIRT_SIZES = "亚麻长袖衬衫", {"M": 199_90, "L": 219_90}
MUG, MUG_COLOURS = "手工陶瓷马克杯", {"青色": 68_50, "白色": 62_00}
SHIPPING, FREE_FROM = 8_00, 500_00
TEN_POINTS_ARE_WORTH = 1_00
SPENT_POINTS = 300


def yuan(minor: int) -> str:
    return f"¥{minor // 100}.{minor % 100:02d}"


def test_first_shop(stack, person, shot, origin, tmp_path: Path) -> None:
    portal, shop, office = origin(), origin(SLUG), origin(SLUG, backoffice=True)
    owner = person("merchant", language="zh-CN")
    open_a_shop(owner, portal, office, shot)
    import_a_file(owner, office, shot, tmp_path)
    add_the_mug(owner, office, shot)
    set_the_rules(owner, office, shot)

    clerk = clerk_at_work(stack, person, office)
    shopper = person("shopper", language="zh-CN", phone=True)
    buying.sign_up(shopper, shop, portal, SHOPPER)
    first = first_order(shopper, shop, shot)
    goods = SHIRT_SIZES["L"] + 2 * MUG_COLOURS["青色"]
    earned = goods // 100  # a point for each whole yuan of goods, shipping earns none
    assert (goods, earned) == (356_90, 356)
    buying.points(shopper, shop, active=0, pending=earned)
    shot(shopper, "points-pending")
    send_and_receive(clerk, shopper, office, shop, first, shot)
    buying.points(shopper, shop, active=earned, pending=0)
    shot(shopper, "points-active")

    second = second_order(shopper, shop, shot)
    paid = SHIRT_SIZES["M"] + MUG_COLOURS["青色"] - SPENT_POINTS * TEN_POINTS_ARE_WORTH // 10
    assert paid == 238_40
    active, pending = earned - SPENT_POINTS, paid // 100
    buying.points(shopper, shop, active=active, pending=pending)

    # The mug goes back. 30.00 lay on 268.40 of goods: 7.65 of it on the mug, so 60.85 was paid for it. Of 300
    # points 300 * 7.65 / 30.00 = 76.5, so 77 come back; of 238 earned 238 * 60.85 / 238.40 = 60.7, so 61 go.
    refund(clerk, office, second, MUG, ["¥60.85", (77,), (61,)], shot)
    active, pending = active + 77, pending - 61
    buying.points(shopper, shop, active=active, pending=pending)
    assert (active, pending) == (133, 177)

    # The first order's shirt goes back. It earned 356 * 219.90 / 356.90 = 219.3, so 219 points are called for;
    # most of them are spent: the 133 that are left go, and 86 are owed. Pending ones are another order's.
    refund(clerk, office, first, SHIRT, ["¥219.90", (133,), (86,)], shot)
    buying.points(shopper, shop, active=0, pending=177, debt=86)
    shot(shopper, "points-owed")

    # Points of the second order repay the debt when they become active.
    send_and_receive(clerk, shopper, office, shop, second, shot)
    buying.points(shopper, shop, active=177 - 86, pending=0)
    shot(shopper, "points-at-the-end")
    member_seen_by_clerk(clerk, office, shot, active=91)


def open_a_shop(page: Page, portal: str, office: str, shot) -> None:
    page.goto(portal)
    shot(page, "landing")
    selling.sign_up(page, portal, OWNER)
    selling.name_shop(page, name=SHOP_NAME, slug=SLUG)
    shot(page, "wizard-name")
    selling.go_on(page)
    selling.choose(page, "trade", "clothing")
    shot(page, "wizard-trade")
    selling.go_on(page)
    selling.choose(page, "look", "clothing")
    shot(page, "wizard-look")
    selling.go_on(page)
    selling.choose(page, "goods", "empty")
    shot(page, "wizard-goods")
    selling.go_on(page)
    selling.wait_until_open(page)
    expect(page.locator("#opening-heading")).to_contain_text(SHOP_NAME)
    shot(page, "shop-is-open")
    selling.enter_back_office(page, SLUG, office)
    shot(page, "back-office")


def import_a_file(page: Page, office: str, shot, folder: Path) -> None:
    """Two shirts come in; the scarf whose price is no number is listed with its line and left out."""
    selling.import_products(page, office, product_file(folder / "products.csv"))
    assert selling.import_figures(page) == [1, 0, 0, 1]
    problem = page.locator("#import-progress tbody tr")
    expect(problem).to_have_count(1)
    expect(problem.locator("td").nth(0)).to_have_text("4")
    expect(problem.locator("td").nth(1)).to_have_text("wool-scarf")
    shot(page, "import")


def product_file(path: Path) -> Path:
    columns = ["Handle", "Title", "Option1 Name", "Option1 Value", "Variant SKU",
               "Variant Inventory Tracker", "Variant Inventory Qty", "Variant Price", "Status"]  # fmt: skip
    sizes = [(size, f"{price / 100:.2f}") for size, price in SHIRT_SIZES.items()]
    rows = [
        ["linen-shirt", SHIRT, "尺码", "M", "LS-M", "shopify", "9", sizes[0][1], "active"],
        ["linen-shirt", "", "", "L", "LS-L", "shopify", "9", sizes[1][1], ""],
        ["wool-scarf", "羊毛围巾", "颜色", "灰色", "WS-G", "shopify", "5", "很贵", "active"],
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def add_the_mug(page: Page, office: str, shot) -> None:
    prices = {colour: f"{price / 100:.2f}" for colour, price in MUG_COLOURS.items()}
    selling.add_product(page, office, title=MUG, option="颜色", prices=prices, stock=6)
    shot(page, "product-editor")
    selling.submit(page)
    wrong = ".bo-field--wrong:visible, .bo-error:visible, .errorlist:visible"
    expect(page.locator(wrong)).to_have_count(0)


def set_the_rules(page: Page, office: str, shot) -> None:
    """Shipping, and points that are active at once and worth ten to the yuan."""
    selling.set_up(
        page, f"{office}/settings/shipping/", {"flat_minor": "8.00", "free_over_minor": "500.00"}
    )
    selling.set_up(
        page,
        f"{office}/settings/points/",
        {"activation_days": "0", "spend_points": "10", "spend_value_minor": "1.00"},
    )
    page.goto(f"{office}/settings/points/")
    expect(page.locator("[name=activation_days]")).to_have_value("0")
    expect(page.locator("[name=spend_value_minor]")).to_have_value("1.00")
    shot(page, "points-rules")


def clerk_at_work(stack: Stack, person, office: str) -> Page:
    selling.hire(stack, SLUG, CLERK, "clerk")
    page = person("clerk", language="zh-CN")
    selling.sign_in(page, office, CLERK)
    return page


def first_order(page: Page, shop: str, shot) -> str:
    """One shirt in L and two green mugs; answers the order's number."""
    goods = SHIRT_SIZES["L"] + 2 * MUG_COLOURS["青色"]
    find_the_shirt(page, shop, shot)
    buying.choose(page, "L")
    expect(page.locator("[data-price]")).to_have_text(yuan(SHIRT_SIZES["L"]))
    buying.add_to_cart(page, count=1)
    buying.search(page, shop, "马克杯").first.locator("a").click()
    buying.choose(page, "青色")
    buying.add_to_cart(page, quantity=2, count=3)
    page.goto(f"{shop}/cart/")
    sums = [yuan(goods), yuan(SHIPPING), yuan(goods + SHIPPING)]
    expect(page.locator("#cart .summary dd")).to_have_text(sums)
    shot(page, "cart")
    page.locator("#cart a[href$='/checkout/']").click()
    buying.fill_address(page, SHOPPER)
    page.check("[name=save_address]")
    expect(buying.sums(page)).to_have_text(sums)
    shot(page, "checkout")
    return pay_exactly(page, goods + SHIPPING, shot)


def second_order(page: Page, shop: str, shot) -> str:
    """One shirt in M and one green mug, to the address kept, part of it paid with points."""
    off = SPENT_POINTS * TEN_POINTS_ARE_WORTH // 10
    goods = SHIRT_SIZES["M"] + MUG_COLOURS["青色"]
    buying.search(page, shop, "衬衫").first.locator("a").click()
    buying.choose(page, "M")
    buying.add_to_cart(page, count=1)
    buying.search(page, shop, "陶瓷").first.locator("a").click()
    buying.choose(page, "青色")
    buying.add_to_cart(page, count=2)
    page.goto(f"{shop}/checkout/")
    expect(buying.sums(page)).to_have_text([yuan(goods), yuan(SHIPPING), yuan(goods + SHIPPING)])
    field = page.locator("#uses input")
    half = goods * 50 // 100  # at most half of the goods, and no more than there are
    assert int(field.get_attribute("max") or 0) == min(356, half // TEN_POINTS_ARE_WORTH * 10)
    field.fill(str(SPENT_POINTS))
    field.blur()
    left = goods - off + SHIPPING
    expect(buying.sums(page).last).to_have_text(yuan(left))
    expect(buying.sums(page)).to_have_text(
        [yuan(goods), f"−{yuan(off)}", yuan(SHIPPING), yuan(left)]
    )
    shot(page, "checkout-with-points")
    return pay_exactly(page, left, shot)


def pay_exactly(page: Page, minor: int, shot) -> str:
    buying.place_order(page)
    expect(page.locator(".amount")).to_have_text(yuan(minor))
    shot(page, "gateway")
    number = buying.pay(page)
    expect(buying.sums(page).last).to_have_text(yuan(minor))
    shot(page, "thank-you")
    return number


def send_and_receive(clerk: Page, shopper: Page, office: str, shop: str, number: str, shot) -> None:
    selling.ship(clerk, office, number, f"SF-{number}")
    expect(clerk.locator(".bo-parcel", has_text=f"SF-{number}")).to_be_visible()
    shot(clerk, "shipped")
    buying.confirm_receipt(shopper, shop, number)
    shot(shopper, "received")


def refund(clerk: Page, office: str, number: str, title: str, expected: list, shot) -> None:
    """One unit of a line goes back: the preview says the sum and the points, then it is done."""
    shown = selling.preview_refund(clerk, office, number, title, 1)
    figures = [shown[0], *(tuple(int(n) for n in re.findall(r"\d+", line)) for line in shown[1:])]
    assert figures == expected
    shot(clerk, "refund-preview")
    selling.submit(clerk)
    clerk.wait_for_url(f"**/orders/{number}/")
    expect(clerk.locator(".bo-parcel", has_text=title).last).to_contain_text(expected[0])
    shot(clerk, "refunded")


def member_seen_by_clerk(clerk: Page, office: str, shot, *, active: int) -> None:
    """The back office says of the member what the member's own page says."""
    clerk.goto(f"{office}/members/")
    clerk.locator("th.bo-key a", has_text=SHOPPER.name).click()
    expect(clerk.locator("#points .bo-balances dd")).to_have_text([str(active), "0", "0"])
    shot(clerk, "member")


def find_the_shirt(page: Page, shop: str, shot) -> None:
    """By a word in the middle of its Chinese name."""
    cards = buying.search(page, shop, "亚麻衬衫")
    expect(cards).to_have_count(1)
    expect(cards.first).to_contain_text(SHIRT)
    expect(cards.first).to_contain_text(yuan(SHIRT_SIZES["M"]))
    shot(page, "search")
    cards.first.locator("a").click()
    expect(page.locator("h1")).to_have_text(SHIRT)
    shot(page, "product")
