"""A real stack in its own processes, and a real browser. The ORM is not used here: Playwright has the thread."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from devservices.layout import ROOT, DataFolder
from devservices.stack import Stack

SHOTS = ROOT / "artifacts" / "journeys"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def stack(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Stack]:
    """Web, worker, beat and demo gateway on free ports, with a database and a queue of their own."""
    from tests.support.databases import copy_of_template, drop_database

    with django_db_blocker.unblock():
        database = copy_of_template()
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    folder = tmp_path_factory.mktemp("stack")
    folder.chmod(0o755)
    queue = urlsplit(os.environ["REDIS_URL"])._replace(path="/9").geturl()
    running = Stack(
        DataFolder(folder),
        web_workers=2,
        extra_env={
            "DATABASE_URL": url,
            "REDIS_URL": queue,
            "MALL_RUN_MINUTES": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
        },
    )
    try:
        running.start_services()
        running.manage("compile_translations")
        running.manage("collectstatic", "--noinput", "-v", "0")
        running.manage("prepare_template")
        running.start_product()
        yield running
    finally:
        running.stop()
        with django_db_blocker.unblock():
            drop_database(database)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def person(browser: Browser, stack: Stack) -> Iterator[Callable[..., Page]]:
    """person("shopper", language="zh-CN", phone=True) opens a browser of that person's own."""
    contexts: list[BrowserContext] = []

    def make(name: str, *, language: str = "zh-CN", phone: bool = False) -> Page:
        context = browser.new_context(
            locale=language,
            viewport=PHONE if phone else DESKTOP,
            is_mobile=phone,
            has_touch=phone,
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"{name}: script error: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def shot(request) -> Callable[[Page, str], Path]:
    """shot(page, "cart") keeps a picture under artifacts/journeys/<test>/NN-cart.png."""
    folder = SHOTS / re.sub(r"\W+", "-", request.node.name)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    counter = iter(range(1, 1000))

    def take(page: Page, name: str) -> Path:
        path = folder / f"{next(counter):02d}-{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take


@pytest.fixture
def origin(stack: Stack) -> Callable[..., str]:
    """origin() is the portal's; origin("slug") a shop's; origin("slug", backoffice=True) its back office's."""

    def make(slug: str = "", *, backoffice: bool = False) -> str:
        if not slug:
            return f"http://mall.localhost:{stack.port}"
        base = "mall.localhost" if backoffice else "shop.localhost"
        return f"http://{slug}.{base}:{stack.port}"

    return make


def axe_violations(page: Page) -> list[dict[str, Any]]:
    """What axe-core finds wrong with the page: id, impact and the elements."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
             v => ({id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html.slice(0, 200))}))"""
    )
    return list(found)
