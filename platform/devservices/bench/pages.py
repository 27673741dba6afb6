"""./mall bench pages: a shop's public pages, beside a plain Django view of the same size in the same run.

Three shops: with 10, 1,000 and 50,000 products (the last for search only). Pages are asked for over four kept
connections, round after round in turn; a figure is the median of the rounds. Warm: pages from the page cache. Cold:
product pages that nobody has asked for yet, each once. Queries: one page at a time with Redis, near caches and
pages empty. Search: queries that are not kept, the median of each shop. Options: --rounds N, --products N.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from redis import Redis

from ..layout import ROOT, free_port
from ..progress import step
from ..stack import Stack
from ._bare_table import make_bare_table
from ._hammer import Load, hammer
from ._measuring import cpu_seconds, pid_of

HERE = Path(__file__).parent
ROUNDS = 3
WARM = 600  # requests of one page in a round
COLD = 250
SMALL, LARGE, HUGE = 10, 1_000, 50_000
WORDS = (
    "大衣",
    "shirt",
    "亚麻",
    "wool coat",
    "红 帽子",
    "blue silk",
    "B-77",
    "hatt",
    "scarf",
    "黑 皮 包",
)


@dataclass(frozen=True)
class Shop:
    slug: str
    products: int
    variant: int

    def pages(self) -> dict[str, str]:
        return {
            "home": "/zh/",
            "category": "/zh/categories/shelf-1/",
            "product": "/zh/products/piece-1/",
            "search": f"/zh/search/?q={quote('大衣')}",
        }


@dataclass
class Round:
    """What one round found of one page."""

    per_second: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def note(self, load: Load, cpu: float) -> None:
        self.per_second.append(load.per_second)
        self.p50.append(load.percentile_ms(0.5))
        self.p99.append(load.percentile_ms(0.99))
        self.cpu_ms.append(1000 * cpu / len(load.latencies))

    def figures(self, name: str) -> dict[str, float]:
        return {
            f"{name}_per_s": round(statistics.median(self.per_second), 1),
            f"{name}_p50_ms": round(statistics.median(self.p50), 2),
            f"{name}_p99_ms": round(statistics.median(self.p99), 2),
            f"{name}_cpu_ms": round(statistics.median(self.cpu_ms), 3),
        }


def main(stack: Stack, options: list[str]) -> dict[str, float]:
    rounds = _option(options, "--rounds", ROUNDS)
    with step("Shops with 10, 1,000 and 50,000 products"):
        small, large = _open(stack, "small", SMALL), _open(stack, "large", LARGE)
        huge = _open(stack, "huge", _option(options, "--products", HUGE))
    with step("Statements with nothing kept"):
        queries = _queries(stack, small, large)
    with step(f"Pages, {rounds} rounds"):
        found = _pages(stack, small, large, rounds)
    with step(f"Search at {LARGE} and {huge.products}, {rounds} rounds"):
        search = _search(stack, large, huge, rounds)
    return figures(found, queries) | search


def figures(found: dict[str, Round], queries: dict[str, dict[str, int]]) -> dict[str, float]:
    """Ratios are of requests a second to the plain view's."""
    plain = statistics.median(found["plain"].per_second)
    answer: dict[str, float] = {}
    for name in ("home", "category", "product"):
        answer[f"{name}_to_plain_ratio"] = _ratio(found[f"large_{name}"], plain)
    answer["cold_product_to_plain_ratio"] = _ratio(found["cold_product"], plain)
    answer["queries_max"] = max(n for pages in queries.values() for n in pages.values())
    answer["queries_differ"] = sum(
        queries["large"][name] != queries["small"][name] for name in queries["small"]
    )
    for shop, pages in queries.items():
        answer |= {f"{shop}_{name}_queries": n for name, n in pages.items()}
    for name, measured in found.items():
        answer |= measured.figures(name)
    return answer


def _ratio(measured: Round, plain: float) -> float:
    return round(statistics.median(measured.per_second) / plain, 3)


def _option(options: list[str], name: str, default: int) -> int:
    return int(options[options.index(name) + 1]) if name in options else default


def _open(stack: Stack, slug: str, products: int) -> Shop:
    stack.manage_json(
        "open_shop", "--slug", slug, "--name", f"Bench {slug}", "--owner", f"{slug}@example.com"
    )
    code = (HERE / "_pages_goods.py").read_text(encoding="utf-8")
    said = stack.manage("shell", "-v", "0", "-c", code, SLUG=slug, COUNT=str(products))
    return Shop(slug, products, json.loads(said.strip().splitlines()[-1])["variant"])


def _queries(stack: Stack, *shops: Shop) -> dict[str, dict[str, int]]:
    wanted = {
        shop.slug: {**shop.pages(), "cart": "/zh/cart/", "variant": shop.variant} for shop in shops
    }
    code = (HERE / "_pages_queries.py").read_text(encoding="utf-8")
    said = stack.manage("shell", "-v", "0", "-c", code, PAGES=json.dumps(wanted))
    return json.loads(said.strip().splitlines()[-1])


def _pages(stack: Stack, small: Shop, large: Shop, rounds: int) -> dict[str, Round]:
    web = pid_of(stack, "web")
    host = {shop.slug: f"{shop.slug}.shop.localhost:{stack.port}" for shop in (small, large)}
    runs: dict[str, Callable[[int], tuple[Load, float]]] = {}

    def timed(pid: int, port: int, name: str, paths: list[str], cookie: str = ""):
        before = cpu_seconds(pid)
        load = hammer(port, name, paths, cookie=cookie)
        return load, cpu_seconds(pid) - before

    def page(shop: Shop, path: str, cookie: str = ""):
        return lambda turn: timed(web, stack.port, host[shop.slug], [path] * WARM, cookie)

    for shop in (large, small):
        cookie = _cart_cookie(stack, host[shop.slug], shop.variant)
        for name, path in shop.pages().items():
            runs[f"{shop.slug}_{name}"] = page(shop, path)
        runs[f"{shop.slug}_cart"] = page(shop, "/zh/cart/", cookie)
    runs["cold_product"] = lambda turn: timed(
        web, stack.port, host[large.slug],
        [f"/zh/products/piece-{n}/" for n in range(100 + turn * COLD, 100 + (turn + 1) * COLD)],
    )  # fmt: skip
    sample = _fetch(stack, host[large.slug], large.pages()["product"])
    with _plain_view(stack, sample) as (pid, port):
        runs["plain"] = lambda turn: timed(pid, port, "plain", ["/products/tee/"] * WARM)
        for name, run in runs.items():
            if name != "cold_product":
                run(-1)  # warms up
        found = {name: Round() for name in runs}
        for turn in range(rounds):
            for name, run in runs.items():
                found[name].note(*run(turn))
    return found


def _search(stack: Stack, large: Shop, huge: Shop, rounds: int) -> dict[str, float]:
    times: dict[str, list[float]] = {large.slug: [], huge.slug: []}
    redis = Redis.from_url(stack.redis_url)
    for _turn in range(rounds + 1):
        redis.flushdb()  # no search is answered from the page cache
        for slug, medians in times.items():
            host = f"{slug}.shop.localhost:{stack.port}"
            paths = [f"/zh/search/?q={quote(words)}" for words in WORDS for _ in range(2)]
            load = hammer(stack.port, host, paths, connections=1)
            medians.append(load.percentile_ms(0.5))
    small, many = (statistics.median(medians[1:]) for medians in times.values())
    return {
        "search_1k_ms": round(small, 2),
        "search_50k_ms": round(many, 2),
        "search_50k_to_1k_ratio": round(many / small, 2),
    }


def _fetch(stack: Stack, host: str, path: str) -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{stack.port}{path}", headers={"Host": host})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


def _cart_cookie(stack: Stack, host: str, variant: int) -> str:
    """A visitor with one piece in the cart."""
    from ._browser import Browser

    browser = Browser()
    site = f"http://{host}"
    token = browser.get(f"{site}/-/me/").split('"csrf_token": "')[1].split('"')[0]
    wanted = {"variant": str(variant), "quantity": "1", "csrfmiddlewaretoken": token}
    browser.post(f"{site}/zh/cart/lines/", wanted, Accept="application/json")
    return browser.cookie_header(host.partition(":")[0])


@contextmanager
def _plain_view(stack: Stack, page: str) -> Iterator[tuple[int, int]]:
    """The bare product page with a template as long as ours, served as our web is; its pid and port."""
    template = Path(tempfile.mkdtemp(prefix="mall-bench-plain-")) / "product.html"
    template.write_text(plain_template(page), encoding="utf-8")
    make_bare_table(stack)
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "devservices.bench._bare_page:application",
            "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
            "--workers", str(stack.web_workers), "--threads", "4", "--log-level", "warning",
            "--no-control-socket",
        ],
        cwd=ROOT, env={**stack.env, "BARE_PAGE_TEMPLATE": str(template)}, stdin=subprocess.DEVNULL,
        stdout=sys.stderr, start_new_session=True,
    )  # fmt: skip
    try:
        _wait_for(f"http://127.0.0.1:{port}/products/tee/")
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(15)


def plain_template(page: str, every: int = 500) -> str:
    """A template that renders to the length of `page`: its text, with a variable now and then."""
    text = page.replace("{", "(").replace("}", ")")
    pieces = [text[at : at + every] for at in range(0, len(text), every)]
    return "{{ product.title }}".join(pieces)


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)
