"""./mall bench crash: web, worker, Redis and PostgreSQL are killed at random while members buy.

Four members buy over real HTTP and do what people do: try again. One of the four processes gets kill -9 at a random
moment, the supervisor starts it again, and a few seconds after the shop answers the next one is hit. Afterwards the books are read: no order lost or doubled, stock adds up, every
paid order has its points once. Options: --orders N.
"""

import json
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import TypeVar

from ..progress import say, step
from ..stack import Stack
from ._browser import BadAnswer, Browser
from ._crash_audit import audit, wait_until_settled
from ._measuring import child
from ._shop import BenchShop, open_bench_shop

ORDERS = 500
BUYERS = 4
STOCK = 100_000
VICTIMS = ("web", "worker", "redis", "postgres")
PATIENCE = 300
T = TypeVar("T")

_ADD_MEMBERS = """
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django_tenants.utils import tenant_context
from storefront.customers.services import customer_of_user
from tenants.accounts.models import User
from tenants.accounts.sessions import SessionStore
from tenants.directory.models import Tenant
keys = []
with tenant_context(Tenant.objects.get(slug={slug!r})):
    for number in range({count}):
        user = User.objects.create_user(username=f"m{{number}}", email=f"m{{number}}@example.com", password="x")
        customer_of_user(user)
        session = SessionStore()
        session.host_kind = "shop"
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
print(json.dumps(keys))
"""


def main(stack: Stack, options: list[str]) -> dict[str, float]:
    orders = int(options[options.index("--orders") + 1]) if "--orders" in options else ORDERS
    with step("Shop with goods and members"):
        shop = open_bench_shop(stack, stock=STOCK)
        code = _ADD_MEMBERS.format(slug=shop.slug, count=BUYERS)
        sessions = json.loads(stack.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1])
    run = _Run(stack, shop, orders)
    keeper = threading.Thread(target=stack.supervisor.tend, daemon=True)
    killer = threading.Thread(target=run.kill_at_random, daemon=True)
    keeper.start()
    killer.start()
    run.buy(sessions)
    run.over.set()
    killer.join()
    with step("Waiting until everything is settled"):
        wait_until_settled(stack.database_url, shop.schema)
    figures = audit(
        stack.database_url,
        shop.schema,
        acknowledged=run.acknowledged,
        attempts=run.attempts,
        variant=shop.variant,
        stock=STOCK,
    )
    return {**figures, "kills": run.kills}


class _Run:
    """One run: what was asked for, what was acknowledged, who was killed."""

    def __init__(self, stack: Stack, shop: BenchShop, orders: int) -> None:
        self.stack, self.shop = stack, shop
        self.over = threading.Event()
        self.acknowledged: set[str] = set()
        self.attempts = 0
        self.kills = 0
        self._left = iter(range(orders))
        self._lock = threading.Lock()
        self._failures: list[Exception] = []

    def buy(self, sessions: list[str]) -> None:
        threads = [threading.Thread(target=self._buyer, args=(key,)) for key in sessions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self._failures:
            raise self._failures[0]

    def kill_at_random(self) -> None:
        chance = random.Random(1)
        while not self.over.wait(chance.uniform(1.0, 5.0)):
            self.stack.wait_until_ready(seconds=PATIENCE)
            name = chance.choice(VICTIMS)
            process = child(self.stack, name).process
            if process is None or process.poll() is not None:
                continue
            self.kills += 1
            say(f"  {len(self.acknowledged)} orders; kill -9 {name}")
            if name == "postgres":
                os.kill(process.pid, signal.SIGKILL)  # its children end by themselves
            else:
                os.killpg(process.pid, signal.SIGKILL)

    def _buyer(self, session: str) -> None:
        while not self._failures:
            with self._lock:
                if next(self._left, None) is None:
                    return
                self.attempts += 1
            try:
                number = self._purchase(session)
                with self._lock:
                    self.acknowledged.add(number)
            except Exception as error:
                self._failures.append(error)

    def _purchase(self, session: str) -> str:
        """One order of one member, however often a step must be tried again; the order's number."""
        site, browser = f"http://{self.shop.host}", Browser()
        browser.accept_cookie(self.shop.host.partition(":")[0], "sid", session)
        product = f"{site}/en/products/{self.shop.product}/"
        _patiently(lambda: browser.get(product))
        token = _patiently(lambda: _csrf(browser, site))
        wanted = {"variant": str(self.shop.variant), "quantity": "1", "csrfmiddlewaretoken": token}
        _patiently(
            lambda: browser.post(f"{site}/en/cart/lines/", wanted, Accept="application/json")
        )
        _patiently(lambda: browser.get(f"{site}/en/checkout/"))
        where, form = browser.url, browser.form("checkout") | _DETAILS
        _patiently(lambda: browser.post(where, form))  # the form's key makes twice once
        return _pay(browser, site)


def _pay(browser: Browser, site: str) -> str:
    """From wherever placing led to, to the thank-you page."""
    if "/pay/" in browser.url:
        _patiently(lambda: browser.post(f"{browser.url}/pay", {}))
    until = time.monotonic() + PATIENCE
    while not browser.url.endswith("/placed/"):
        if time.monotonic() > until:
            raise BadAnswer(f"no thank-you page but {browser.url}\n{browser.text[:1500]}")
        time.sleep(0.3)
        _patiently(lambda: browser.get(browser.url))
    return browser.url.rstrip("/").split("/")[-2]


def _csrf(browser: Browser, site: str) -> str:
    answer = browser.get(f"{site}/-/me/", Accept="application/json")
    return answer.split('"csrf_token": "')[1].split('"')[0]


def _patiently(act: Callable[[], T]) -> T:
    """As a person does: when it fails, again, for five minutes."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except (BadAnswer, OSError, HTTPException, IndexError):
            if time.monotonic() > until:
                raise
            time.sleep(0.4)


_DETAILS = {
    "email": "m@example.com",
    "name": "李雷",
    "phone": "13800138000",
    "region": "浙江省",
    "city": "杭州",
    "line1": "文三路 1 号",
    "way": "demo",
}
