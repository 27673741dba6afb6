"""How long a merchant waits: from the wizard's last submit to the first 200 of the new shop's home page.

Over real HTTP, as a browser would. Without the pool (replay in the worker) around shop 10 and around shop 200,
with the pool in between; `migrate_schemas` of one schema in the same run is what the ratios compare with.
"""

import http.client
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ..layout import ROOT
from ..progress import say
from ..stack import Stack

STACK = {"extra_env": {"MALL_POOL_SIZE": "0", "MALL_SHOPS_PER_OWNER": "100000"}}
ROUNDS = 20
MANY_SHOPS = 200
EMAIL, PASSWORD = "bench@example.com", "Bench-pass-42"
_PATIENCE = 120

_MAKE_MERCHANT = f"""
from allauth.account.models import EmailAddress
from tenants.accounts.models import User
user = User.objects.create_user(username="bench", email="{EMAIL}", password="{PASSWORD}")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
"""
_TIME_MIGRATIONS = """
import time
from tenants.directory.models import generate_schema_name
from tenants.provisioning.schemas import drop_schema, migrate_schema
name, started = generate_schema_name(), time.perf_counter()
migrate_schema(name)
print(time.perf_counter() - started)
drop_schema(name)
"""
_OPEN_MANY = f"""
from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.provisioning.services import ShopRequest, open_shop, request_shop
owner = User.objects.get(email="{EMAIL}")
for number in range(Tenant.objects.count(), {{count}}):
    open_shop(request_shop(ShopRequest(owner=owner, slug=f"filler-{{{{number}}}}", name="Filler")))
"""


def main(stack: Stack, options: list[str]) -> dict[str, float]:
    """Figures in ms and as ratios. `--rounds N` for a quick look."""
    rounds = int(options[options.index("--rounds") + 1]) if "--rounds" in options else ROUNDS
    stack.manage("shell", "-v", "0", "-c", _MAKE_MERCHANT)
    merchant = Merchant(stack.port)
    merchant.sign_in()
    merchant.open_shop("warm-up")
    migrate_ms = _migrations(stack)
    replay_ms = _measure(merchant, "replay", rounds)
    _fill_pool(stack, rounds)
    pool_ms = _measure(merchant, "pool", rounds)
    say(f"  filling up to {MANY_SHOPS - rounds // 2} shops ...")
    stack.manage("shell", "-v", "0", "-c", _OPEN_MANY.format(count=MANY_SHOPS - rounds // 2))
    many_ms = _measure(merchant, "many", rounds)
    return {
        "migrate_schemas_ms": round(migrate_ms),
        "replay_ms": round(replay_ms),
        "pool_ms": round(pool_ms),
        "replay_at_200_shops_ms": round(many_ms),
        "replay_to_migrate_ratio": round(replay_ms / migrate_ms, 4),
        "pool_to_replay_ratio": round(pool_ms / replay_ms, 3),
        "growth_200_to_10_ratio": round(many_ms / replay_ms, 3),
    }


def _migrations(stack: Stack) -> float:
    """One schema by migrations, without the start of the process; the better of two."""
    runs = [float(stack.manage("shell", "-v", "0", "-c", _TIME_MIGRATIONS)) for _ in range(2)]
    say(f"  migrate_schemas of one schema: {min(runs):.2f} s")
    return min(runs) * 1000


def _measure(merchant: "Merchant", name: str, rounds: int) -> float:
    waits = []
    for number in range(rounds):
        merchant.prepare(f"{name}-{number}")
        waits.append(merchant.submit_and_wait(f"{name}-{number}") * 1000)
    say(f"  {name}: median {statistics.median(waits):.0f} ms of {[round(w) for w in waits]}")
    return statistics.median(waits)


def _fill_pool(stack: Stack, size: int) -> None:
    say(f"  filling the pool with {size} ...")
    subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "prepare_template"],
        cwd=ROOT, env={**stack.env, "MALL_POOL_SIZE": str(size)}, check=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@dataclass
class Merchant:
    """A browser's worth of HTTP: cookies, forms, one connection a host."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self) -> None:
        self._form("/account/login/", login=EMAIL, password=PASSWORD)

    def open_shop(self, slug: str) -> None:
        self.prepare(slug)
        self.submit_and_wait(slug)

    def prepare(self, slug: str) -> None:
        """Every step of the wizard but the last."""
        self._form("/start/shop/", name=f"Shop {slug}", slug=slug)
        self._form("/start/trade/", trade="clothing", language="zh-hans", currency="CNY")
        self._form("/start/look/", look="clothing")
        self._last = {"goods": "sample", "key": self._field("/start/goods/", "key")}

    def submit_and_wait(self, slug: str) -> float:
        """Seconds from sending the last form to the last byte of the first good home page."""
        started = time.perf_counter()
        status, location, _body = self._post("/start/goods/", self._last)
        assert "/openings/" in location, (status, location)
        while not self._home_is_up(f"{slug}.shop.localhost:{self.port}"):
            assert time.perf_counter() - started < _PATIENCE, f"{slug} did not open"
            time.sleep(0.005)
        return time.perf_counter() - started

    def _home_is_up(self, host: str) -> bool:
        status, location, _body = self._request("GET", "/", host=host)
        if status in (301, 302):
            status, _, _body = self._request("GET", location, host=host)
        return status == 200

    def _form(self, path: str, **fields: str) -> None:
        self._request("GET", path)
        status, location, body = self._post(path, fields)
        assert status == 302, f"{path}: {status} {_errors(body)}"

    def _field(self, path: str, name: str) -> str:
        _status, _location, body = self._request("GET", path)
        found = re.search(rf'name="{name}" value="([^"]*)"', body)
        assert found, f"{path} has no field {name}"
        return found[1]

    def _post(self, path: str, fields: dict[str, str]) -> tuple[int, str, str]:
        token = self.cookies.get("csrf", "")
        return self._request("POST", path, urlencode(fields | {"csrfmiddlewaretoken": token}))

    def _request(
        self, method: str, path: str, body: str | None = None, host: str = ""
    ) -> tuple[int, str, str]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        headers = {"Host": host or f"mall.localhost:{self.port}"}
        if not host:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(method, path, body, headers)
        answer = link.getresponse()
        text = answer.read().decode(errors="replace")
        if not host:
            self._keep_cookies(answer)
        link.close()
        return answer.status, answer.headers.get("Location", ""), text

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value


def _errors(body: str) -> str:
    found = re.findall(r'class="(?:field-error|notice is-danger)"[^>]*>(.*?)</', body, re.DOTALL)
    return " ".join(" ".join(found).split())[:300]
