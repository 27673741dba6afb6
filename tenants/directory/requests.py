"""What the host's middleware adds to a request; views and helpers that use it name these types."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import connection
from django.http import HttpRequest

if TYPE_CHECKING:
    from .hosts import HostKind
    from .models import Tenant


class HostRequest(HttpRequest):
    """A request to any of our hosts; `tenant` is None on the portal."""

    host_kind: HostKind
    tenant: Tenant | None


class TenantRequest(HostRequest):
    """A request to a shop or its back office."""

    tenant: Tenant


def host_kind_of(request: HttpRequest) -> HostKind:
    """For functions whose callers know of a plain request only."""
    return cast(HostRequest, request).host_kind


def current_tenant() -> Tenant:
    """The shop whose schema we are in."""
    return connection.tenant  # type: ignore[attr-defined]  # django-tenants adds it
