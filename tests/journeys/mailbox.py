"""The development mail box, where a person finds the code that was sent to them."""

import re

from playwright.sync_api import Page

from . import waiting


def newest_link(page: Page, portal: str, address: str, part: str) -> str:
    """Where the newest mail to `address` leads: its link with `part` in the address."""
    beside = page.context.new_page()
    beside.goto(f"{portal}/mailbox/?address={address}")
    link = beside.locator(f"article[data-kind] a[href*='{part}']").first
    waiting.is_there(beside, link)
    found = link.get_attribute("href")
    assert found
    beside.close()
    return found


def newest_code(page: Page, portal: str, address: str) -> str:
    """Open the mail box beside the page and read the newest code sent to `address`."""
    beside = page.context.new_page()
    beside.goto(f"{portal}/mailbox/?address={address}")
    message = beside.locator("article[data-kind]").first
    waiting.is_there(beside, message)
    code = re.search(r"(?<!\d)\d{6}(?!\d)", message.locator(".mailbox-text").inner_text())
    assert code, message.inner_text()
    beside.close()
    return code.group()
