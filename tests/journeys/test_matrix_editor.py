"""A colour x size product made in the grid, as a merchant with a spreadsheet does; and two editors at once."""

import re

import pytest
from playwright.sync_api import Page, expect

from . import merchant as selling
from .looking import axe_violations
from .merchant import Merchant

pytestmark = pytest.mark.journey

MANAGER = Merchant("goods-manager@example.com")


def test_a_colour_and_size_product_is_made_in_the_grid(
    stack, demo_shops, person, shot, origin
) -> None:
    slug = demo_shops["clothing"]
    office = origin(slug, backoffice=True)
    selling.hire(stack, slug, MANAGER, "manager")
    page = person("manager", language="zh-CN")
    selling.sign_in(page, office, MANAGER)
    page.goto(f"{office}/products/new/")
    page.fill("[name=title]", "矩阵衬衫")
    selling.name_option(page, 1, "颜色", ["红色", "蓝色"])
    selling.name_option(page, 2, "尺码", ["S", "M", "L"])
    cells = page.locator(".cat-matrix td input")
    expect(cells).to_have_count(6)
    fill(page, "price_minor", "99")
    page.locator(".cat-matrix [data-choose='2'][data-value=L]").click()
    page.fill("[data-fill-value]", "+10%")
    page.locator("[data-fill-go]").click()
    assert texts(page) == ["99", "99", "108.90", "99", "99", "108.90"]
    page.locator("[data-field=stock]").click()
    cells.first.click()
    paste(page, "1\t2\t3\n4\t5\t6")
    assert texts(page) == ["1", "2", "3", "4", "5", "6"]
    cells.first.click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("50")
    fill(page, "sku", "MS-{1}-{2}")
    shot(page, "matrix")
    assert axe_violations(page) == []
    selling.submit(page)
    expect(page).to_have_url(re.compile(r"/products/\d+/$"))
    saved = page.url
    page.locator("[data-field=stock]").click()
    assert texts(page) == ["1", "2", "3", "4", "50", "6"]
    page.locator("[data-field=sku]").click()
    assert texts(page)[4] == "MS-蓝色-M"
    two_editors(person, page, office, saved, shot)


def two_editors(person, page: Page, office: str, address: str, shot) -> None:
    """The second one to save is told, and saves over it only when they say so."""
    other = person("another", language="en", phone=True)
    selling.sign_in(other, office, MANAGER)
    other.goto(address)
    other.fill("[name=title]", "Typed on the phone")
    page.fill("[name=title]", "矩阵衬衫二号")
    selling.submit(page)
    other.locator(".bo-form__foot .bo-btn--primary").click()
    expect(other.locator(".bo-notice--warn")).to_contain_text("while you were editing it")
    expect(other.locator("[name=title]")).to_have_value("Typed on the phone")
    shot(other, "told-on-the-phone")
    other.locator(".bo-notice--warn button[name=version]").click()
    expect(other.locator("h1")).to_have_text("Typed on the phone")


def fill(page: Page, field: str, value: str) -> None:
    page.locator(f"[data-field={field}]").click()
    page.select_option("[data-fill-scope]", "all")
    page.fill("[data-fill-value]", value)
    page.locator("[data-fill-go]").click()


def paste(page: Page, text: str) -> None:
    """As Ctrl+V does, without the machine's clipboard."""
    page.evaluate(
        "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
        " document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
        " {clipboardData: data, bubbles: true, cancelable: true})); }",
        text,
    )


def texts(page: Page) -> list[str]:
    return [cell.input_value() for cell in page.locator(".cat-matrix td input").all()]
