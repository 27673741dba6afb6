"""From host to shop without a statement: answers kept in the process for a minute and while a version in Redis stands.

The version is raised whenever a tenant or domain changes, so suspension and removal act at once on every
process. That there is no such shop is believed for 10 s only: one may have opened and its worker died before it said so.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import OuterRef, Subquery
from django_tenants.utils import schema_context

from .hosts import HostName
from .models import Domain, Tenant, TenantState

FOUND_SECONDS, NOT_FOUND_SECONDS = 60, 10
VERSION_KEY = "directory-version"
OPEN_STATES = (TenantState.LIVE, TenantState.SUSPENDED)  # before LIVE a shop may be half made


@dataclass(frozen=True)
class _Answer:
    tenant: Tenant | None
    version: Any
    until: float


_answers: dict[HostName | str, _Answer] = {}
_lock = threading.Lock()


def tenant_for_host(host: HostName) -> Tenant | None:
    """The shop a host names, or None. Only whole shops are found: none in the pool, none half made."""
    return _remembered(host, lambda: _query(host))


def tenant_of_schema(schema_name: str) -> Tenant | None:
    """The shop in a schema, or None: found under the same conditions as by host."""
    shops = Tenant.objects.filter(schema_name=schema_name, state__in=OPEN_STATES)
    return _remembered(schema_name, shops.first)


def _remembered(key: HostName | str, query: Callable[[], Tenant | None]) -> Tenant | None:
    with schema_context("public"):
        version = cache.get(VERSION_KEY)
        known = _answers.get(key)
        if known and known.version == version and time.monotonic() < known.until:
            return known.tenant
        tenant = query()
    with _lock:
        if len(_answers) > 20_000:
            _answers.clear()
        seconds = FOUND_SECONDS if tenant else NOT_FOUND_SECONDS
        _answers[key] = _Answer(tenant, version, time.monotonic() + seconds)
    return tenant


def forget_hosts() -> None:
    """Call after a tenant or domain changed."""
    with schema_context("public"):
        cache.set(VERSION_KEY, time.time_ns(), None)
    _answers.clear()


def _query(host: HostName) -> Tenant | None:
    """One query; `own_domain` is the shop's primary domain, or None (directory.urls asks for it)."""
    primary = Domain.objects.filter(
        tenant=OuterRef("pk"), is_primary=True, verified_at__isnull=False
    )
    shops = Tenant.objects.filter(state__in=OPEN_STATES).annotate(
        own_domain=Subquery(primary.values("domain")[:1])
    )
    if host.slug:
        return shops.filter(slug=host.slug).first()
    named = Domain.objects.filter(domain=host.domain, verified_at__isnull=False)
    return shops.filter(pk__in=named.values("tenant_id")).first()
