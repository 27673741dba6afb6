"""./mall bench purchase: four buyers over real HTTP, from the product page to the thank-you page.

Each purchase: product page, its small request for the visitor's own parts, add to cart, cart, checkout, place order, the
demo gateway's page, pay, back by the return page to the thanks; the gateway's message to the platform is
part of it. CPU is that of the web's processes; statements are counted in a second round without the worker, so that only the
web's are seen. The yardstick is a bare Django product page in the same run. Options: --orders N, --statements.
"""

import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from ..layout import ROOT, free_port
from ..progress import say, step
from ..stack import Stack
from ._bare_table import make_bare_table
from ._browser import BadAnswer, Browser
from ._measuring import StatementCount, child, cpu_seconds, pid_of
from ._shop import BenchShop, open_bench_shop

STACK = {"postgres_options": {"shared_preload_libraries": "pg_stat_statements"}}
BUYERS = 4
WARM_UP = 24
ORDERS = 240
COUNTED = 40
BARE_REQUESTS = 2000


def main(stack: Stack, options: list[str]) -> dict[str, float]:
    orders = int(options[options.index("--orders") + 1]) if "--orders" in options else ORDERS
    with step("Shop with goods"):
        shop = open_bench_shop(stack)
    with step("Warming up"):
        _buy(stack, shop, WARM_UP)
    with step(f"{orders} purchases by {BUYERS} buyers"):
        seconds, web_cpu, worker_cpu = _timed(stack, lambda: _buy(stack, shop, orders))
    with step("A bare Django product page"):
        bare_ms = _bare_page_ms(stack)
    with step("Counting statements"):
        statements = _statements(stack, shop, show="--statements" in options)
    cpu_ms = 1000 * web_cpu / orders
    return {
        "orders_per_s": round(orders / seconds, 2),
        "app_cpu_ms_per_order": round(cpu_ms, 1),
        "statements_per_order": round(statements, 1),
        "app_cpu_to_plain_product_ratio": round(cpu_ms / bare_ms, 1),
        "plain_product_cpu_ms": round(bare_ms, 3),
        "worker_cpu_ms_per_order": round(1000 * worker_cpu / orders, 1),
    }


def purchase(browser: Browser, shop: BenchShop, stack: Stack) -> str:
    """One guest buys one piece; the address of the thank-you page."""
    browser.forget()
    site = f"http://{shop.host}"
    browser.get(f"{site}/en/products/{shop.product}/")
    token = _own_parts(browser, site)
    wanted = {"variant": str(shop.variant), "quantity": "1", "csrfmiddlewaretoken": token}
    browser.post(f"{site}/en/cart/lines/", wanted, Accept="application/json")
    browser.get(f"{site}/en/cart/")
    _own_parts(browser, site)
    browser.get(f"{site}/en/checkout/")
    checkout = browser.url, browser.form("checkout") | _details()
    _own_parts(browser, site)
    browser.post(*checkout)
    if "/pay/" not in browser.url:
        raise BadAnswer(f"no payment page but {browser.url}\n{browser.text[:2000]}")
    browser.post(f"{browser.url}/pay", {})
    if not browser.url.endswith("/placed/"):
        raise BadAnswer(f"no thank-you page but {browser.url}\n{browser.text[:2000]}")
    thanks = browser.url
    _own_parts(browser, site)
    return thanks


def _own_parts(browser: Browser, site: str) -> str:
    """The small request every page's script makes; answers the CSRF token."""
    answer = browser.get(f"{site}/-/me/", Accept="application/json")
    return answer.split('"csrf_token": "')[1].split('"')[0]


def _details() -> dict[str, str]:
    return {
        "email": "buyer@example.com",
        "name": "李雷",
        "phone": "13800138000",
        "region": "浙江省",
        "city": "杭州",
        "line1": "文三路 1 号",
        "way": "demo",
    }


def _buy(stack: Stack, shop: BenchShop, orders: int) -> None:
    """`orders` purchases by BUYERS at once; the first failure ends the run."""
    left = iter(range(orders))
    lock = threading.Lock()
    failures: list[Exception] = []

    def buyer() -> None:
        browser = Browser()
        while not failures:
            with lock:
                if next(left, None) is None:
                    return
            try:
                purchase(browser, shop, stack)
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=buyer) for _ in range(BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _timed(stack: Stack, run: Callable[[], None]) -> tuple[float, float, float]:
    """Seconds, CPU seconds of the web's processes and of the worker's."""
    pids = [pid_of(stack, name) for name in ("web", "worker")]
    before = [cpu_seconds(pid) for pid in pids]
    started = time.monotonic()
    run()
    seconds = time.monotonic() - started
    web, worker = (cpu_seconds(pid) - earlier for pid, earlier in zip(pids, before, strict=True))
    return seconds, web, worker


def _statements(stack: Stack, shop: BenchShop, *, show: bool) -> float:
    for name in ("beat", "worker"):
        child(stack, name).end()
    count = StatementCount(stack)
    count.start()
    _buy(stack, shop, COUNTED)
    total = count.total()
    if show:
        for calls, query in count.rows():
            say(f"  {calls / COUNTED:6.2f}  {' '.join(query.split())[:150]}")
    count.close()
    return total / COUNTED


def _bare_page_ms(stack: Stack) -> float:
    """CPU of one request of the bare page, the median of five rounds."""
    make_bare_table(stack)
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "devservices.bench._bare_page:application",
            "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "1",
            "--threads", "4", "--log-level", "warning", "--no-control-socket",
        ],
        cwd=ROOT, env=stack.env, stdin=subprocess.DEVNULL, stdout=sys.stderr,
        start_new_session=True,
    )  # fmt: skip
    try:
        return _page_cpu_ms(process.pid, f"http://127.0.0.1:{port}/products/tee/")
    finally:
        process.terminate()
        process.wait(15)


def _page_cpu_ms(pid: int, url: str) -> float:
    browser, rounds = Browser(), 5
    for _ in range(100):
        try:
            browser.get(url)
            break
        except OSError:
            time.sleep(0.1)
    for _ in range(100):
        browser.get(url)
    figures = []
    for _ in range(rounds):
        before = cpu_seconds(pid)
        for _ in range(BARE_REQUESTS // rounds):
            browser.get(url)
        figures.append(1000 * (cpu_seconds(pid) - before) / (BARE_REQUESTS // rounds))
    return statistics.median(figures)
