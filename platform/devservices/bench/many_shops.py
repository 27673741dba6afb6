"""./mall bench many-shops: is a product page as quick in one of 300 shops as in the only one?

One visitor over a kept connection, in rounds that take turns: product pages of one shop, product pages of all shops
at random; every fourth request is a search that nobody keeps, so that the database works too. Pages are visited
once before. After 10,000 requests: memory of each web worker (RSS) and of each database backend (what no other process
shares). Options: --shops N, --requests N.
"""

import http.client
import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

import psutil
import psycopg2

from ..progress import say, step
from ..stack import Stack
from ._many_shops import SETTINGS, open_shops
from ._measuring import pid_of

STACK = {"beat": False, "extra_env": {**SETTINGS, "MALL_SEARCH_RATES": ""}}
SHOPS, REQUESTS, A_ROUND = 300, 10_000, 500
_PRODUCTS = """
import json
from django_tenants.utils import tenant_context
from storefront.catalog.models import Product
from tenants.directory.models import Tenant
with tenant_context(Tenant.objects.exclude(slug=None).order_by("pk").first()):
    print(json.dumps(list(Product.objects.filter(status="active").values_list("slug", flat=True)[:10])))
"""
MB = 1024 * 1024


def main(stack: Stack, options: list[str]) -> dict[str, float]:
    shops = [slug for slug, _ in open_shops(stack, _option(options, "--shops", SHOPS), demo=True)]
    told = stack.manage("shell", "-v", "0", "-c", _PRODUCTS).strip().splitlines()[-1]
    visitor = Visitor(stack.port, json.loads(told), random.Random(1))
    requests = _option(options, "--requests", REQUESTS)
    with step("Every product page once"):
        for slug in shops:
            for product in visitor.products:
                visitor.product(slug, product)
    one, many = Waits(), Waits()
    with step(f"{requests} requests"):
        while one.count + many.count < requests:
            visitor.visit(lambda: shops[0], one)
            visitor.visit(lambda: visitor.chance.choice(shops), many)
    workers, backends = _workers(stack), _backends(stack)
    say(f"  web workers {workers} MB, backends {backends} MB")
    return {
        "p50_300_to_1_ratio": round(many.p50(many.product) / one.p50(one.product), 3),
        "p50_1_ms": round(one.p50(one.product), 2),
        "p50_300_ms": round(many.p50(many.product), 2),
        "search_p50_1_ms": round(one.p50(one.search), 2),
        "search_p50_300_ms": round(many.p50(many.search), 2),
        "backend_mb": max(backends),
        "backends_mb_together": round(sum(backends), 1),
        "backends": len(backends),
        "worker_mb": max(workers),
        "requests": one.count + many.count,
    }


@dataclass
class Waits:
    """Seconds of each request."""

    product: list[float] = field(default_factory=list)
    search: list[float] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.product) + len(self.search)

    @staticmethod
    def p50(seconds: list[float]) -> float:
        return statistics.median(seconds) * 1000


@dataclass
class Visitor:
    """Somebody who opens pages over one kept connection; anything but 200 ends the bench."""

    port: int
    products: list[str]
    chance: random.Random

    def __post_init__(self) -> None:
        self._link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def visit(self, shop: Callable[[], str], waits: Waits) -> None:
        """One round."""
        for number in range(A_ROUND):
            if number % 4 == 3:
                waits.search.append(self._search(shop()))
            else:
                waits.product.append(self.product(shop(), self.chance.choice(self.products)))

    def product(self, slug: str, product: str) -> float:
        return self._get(slug, f"/zh/products/{quote(product)}/")

    def _search(self, slug: str) -> float:
        return self._get(slug, f"/zh/search/?q={self.chance.randrange(10**9)}")

    def _get(self, slug: str, path: str) -> float:
        started = time.perf_counter()
        host = f"{slug}.shop.localhost:{self.port}"
        try:
            self._link.request("GET", path, headers={"Host": host})
            answer = self._link.getresponse()
        except (
            http.client.RemoteDisconnected,
            ConnectionError,
        ):  # the worker ended the kept connection
            self._link.close()
            self._link.request("GET", path, headers={"Host": host})
            answer = self._link.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{host}{path}: {answer.status}")
        return time.perf_counter() - started


def _workers(stack: Stack) -> list[float]:
    """Resident memory of gunicorn's workers, in MB."""
    workers = psutil.Process(pid_of(stack, "web")).children()
    return [round(worker.memory_info().rss / MB, 1) for worker in workers]


def _backends(stack: Stack) -> list[float]:
    """Memory of its own that each of the product's backends holds, in MB, the largest first."""
    with psycopg2.connect(stack.database_url) as link, link.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        pids = [pid for (pid,) in cursor.fetchall()]
    held = [psutil.Process(pid).memory_full_info().uss / MB for pid in pids]
    return sorted((round(megabytes, 1) for megabytes in held), reverse=True)


def _option(options: list[str], name: str, default: int) -> int:
    return int(options[options.index(name) + 1]) if name in options else default
