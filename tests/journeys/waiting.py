"""Waiting for what happens behind the page: look again until it is so, and never sleep."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

PATIENCE = 90  # seconds: a busy machine's worker may be late, and a right page still ends right
_LOOK = 1_500  # milliseconds a loaded page is given before it is asked for again


def shows(page: Page, locator: Locator, text: str) -> None:
    """Reload until `locator` has exactly this text."""
    until(page, lambda: expect(locator).to_have_text(text, timeout=_LOOK))


def is_there(page: Page, locator: Locator) -> None:
    """Reload until `locator` is seen."""
    until(page, lambda: expect(locator).to_be_visible(timeout=_LOOK))


def until(page: Page, check: Callable[[], None]) -> None:
    """Reload until `check` asserts no more."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > end:
                raise
        page.reload()
