"""A real stack in its own processes, and a real browser. The ORM is not used here: Playwright has the thread."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from devservices.layout import ROOT, DataFolder
from devservices.stack import Stack

from .looking import DESKTOP, PHONE

SHOTS = ROOT / "artifacts" / "journeys"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
OURS = re.compile(r"^https?://([\w-]+\.)*(mall|shop|pay)\.localhost(:\d+)?(/|$)")
# an answer's status is looked at by itself; htmx calls it an error when a newer request replaces one
NO_FAULT = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")
PATIENCE = 30_000  # milliseconds: on a busy machine right pages come late


@pytest.fixture(scope="package")
def stack(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Stack]:
    """Web, worker, beat and demo gateway on free ports, with a database and a queue of their own."""
    from tests.support.databases import copy_of_template, drop_database

    with django_db_blocker.unblock():
        database = copy_of_template()
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    _forget_shop_templates(url)
    folder = tmp_path_factory.mktemp("stack")
    folder.chmod(0o755)
    queue_number = 8 + os.getpid() % 8  # two runs beside each other do not take each other's tasks
    queue = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{queue_number}").geturl()
    running = Stack(
        DataFolder(folder),
        web_workers=2,
        extra_env={
            "DATABASE_URL": url,
            "REDIS_URL": queue,
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


@pytest.fixture(scope="package")
def demo_shops(stack: Stack) -> dict[str, str]:
    """A shop with sample goods in each theme: the theme's name and the shop's slug."""
    shops = {"clothing": "yunduo", "base": "xiaodian"}
    for look, slug in shops.items():
        stack.manage(
            "open_shop", "--slug", slug, "--name", "云朵衣坊", "--look", look,
            "--owner", "demo-owner@example.com", "--demo",
        )  # fmt: skip
    return shops


def _forget_shop_templates(database_url: str) -> None:
    """They were made by tests whose folder had the pictures; the stack's own folder needs its own."""
    link = psycopg2.connect(database_url)
    with link, link.cursor() as cursor:
        cursor.execute("DELETE FROM provisioning_schematemplate")
    link.close()


@pytest.fixture(scope="package")
def browser(stack: Stack) -> Iterator[Browser]:
    """After the stack: while Playwright runs, the ORM refuses this thread. Closed before other tests come."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def person(browser: Browser, stack: Stack) -> Iterator[Callable[..., Page]]:
    """person("shopper", language="zh-CN", phone=True) opens a browser of that person's own.

    Whatever goes wrong behind a page fails the test at its end: script errors, refused or missing parts,
    requests to anybody else.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def make(name: str, *, language: str = "zh-CN", phone: bool = False) -> Page:
        context = browser.new_context(
            locale=language,
            viewport=PHONE if phone else DESKTOP,
            is_mobile=phone,
            has_touch=phone,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        _watch(context, name, faults)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def _watch(context: BrowserContext, name: str, faults: list[str]) -> None:
    def on_answer(answer: Response) -> None:
        if answer.status >= 500 or answer.status in {400, 403}:
            faults.append(f"{name}: {answer.status} {answer.request.method} {answer.url}")
        elif answer.status >= 400 and answer.request.resource_type not in {
            "document",
            "fetch",
            "xhr",
        }:
            faults.append(f"{name}: missing {answer.url}")

    def on_request(request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https"} and not OURS.search(request.url):
            faults.append(f"{name}: asks somebody else: {request.url}")

    def on_words(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NO_FAULT):
            faults.append(f"{name}: console: {message.text}")

    context.on("response", on_answer)
    context.on("request", on_request)
    context.on("console", on_words)
    context.on("weberror", lambda error: faults.append(f"{name}: script: {error.error}"))


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
        page.evaluate("window.scrollTo(0, 0)")
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
