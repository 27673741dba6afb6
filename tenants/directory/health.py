"""What machines ask, on any host.

/healthz: the process is alive. /readyz: it can serve (database, Redis, migrations, queue age). /tls-ask: may
Caddy get a certificate for this name (the proxy answers 404 for it to the outside).
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django_tenants.utils import schema_context
from redis import Redis

from .hosts import HostKind, parse_host
from .lookup import tenant_for_host

# without these nothing can be served; without the others a shopper can still buy
NEEDED = ("database", "migrations")
HEARTBEAT_KEY = "queue-heartbeat"
LONGEST_SILENCE = 120


def health_response(request: HttpRequest) -> HttpResponse | None:
    """The answer to a machine's path, on any host; None for every other path."""
    if request.path == "/healthz":
        return HttpResponse("ok", content_type="text/plain")
    if request.path == "/readyz":
        return _ready()
    if request.path == "/tls-ask":
        known = may_have_certificate(request.GET.get("domain", ""))
        return HttpResponse(status=200 if known else 404)
    return None


def may_have_certificate(name: str) -> bool:
    """Only names that lead somewhere: the platform's own, open shops' and verified own domains."""
    host = parse_host(name)
    if host is None:
        return False
    return host.kind is HostKind.PORTAL or tenant_for_host(host) is not None


def _ready() -> JsonResponse:
    checks = {name: _run(check) for name, check in CHECKS.items()}
    good = all(checks[name] == "ok" for name in NEEDED)
    return JsonResponse(checks, status=200 if good else 503)


def _run(check: Callable[[], str]) -> str:
    try:
        with schema_context("public"):
            return check()
    except Exception as error:  # a health check reports every failure, whatever it is
        return f"failed: {type(error).__name__}"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _redis() -> str:
    Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1).ping()
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    return "ok" if not executor.migration_plan(targets) else "behind"


def _queue() -> str:
    """How long ago the worker last did the task that beat sends every ten seconds."""
    with Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
        last = client.get(HEARTBEAT_KEY)
    age = time.time() - float(last) if last else float("inf")
    return "ok" if age < LONGEST_SILENCE else f"no worker for {age:.0f} s"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "redis": _redis,
    "migrations": _migrations,
    "queue": _queue,
}
