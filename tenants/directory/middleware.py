"""The first thing every request meets: which host is this, whose schema, which URLs."""

import logging
import secrets
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.urls import set_script_prefix, set_urlconf
from django_tenants.postgresql_backend.base import FakeTenant
from django_tenants.utils import get_public_schema_name, tenant_context
from structlog.contextvars import bound_contextvars

from kernel.schema import current_schema

from .health import health_response
from .hosts import HostKind, parse_host, serving
from .lookup import tenant_for_host
from .models import TenantState
from .requests import HostRequest

log = logging.getLogger(__name__)
NO_SHOP = "这里没有店铺，请检查网址。\nThere is no shop here. Please check the address.\n"
Handler = Callable[[HostRequest], HttpResponse]

URLCONFS = {
    HostKind.PORTAL: settings.URLCONF_PORTAL,
    HostKind.BACKOFFICE: settings.URLCONF_BACKOFFICE,
    HostKind.SHOP: settings.URLCONF_SHOP,
}


class HostMiddleware:
    """Sets request.host_kind, request.tenant (None on the portal), request.urlconf and the schema.

    Everything it sets on the thread is put back when the answer is made, whatever happened. A host that is
    not ours is 404 before anything else runs.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HostRequest) -> HttpResponse:
        health = health_response(request)
        if health:
            return health
        if "\0" in request.path_info:
            # PostgreSQL and file systems know no such text
            return HttpResponseNotFound("Not found", content_type="text/plain")
        self._assert_public()
        host = parse_host(request.META.get("HTTP_HOST", ""))
        if host is None:
            return self._unknown_host()
        tenant = None
        if host.kind is not HostKind.PORTAL:
            tenant = tenant_for_host(host)
            if tenant is None:
                return self._unknown_host()
        request.host_kind, request.tenant = host.kind, tenant
        request.urlconf = URLCONFS[host.kind]
        request_id = secrets.token_hex(8)
        with bound_contextvars(tenant=tenant and tenant.slug, host=host.kind, request=request_id):
            response = self._answer(request)
        response.headers["X-Request-ID"] = request_id
        return response

    def _answer(self, request: HostRequest) -> HttpResponse:
        tenant, kind = request.tenant, request.host_kind
        with tenant_context(tenant or FakeTenant(get_public_schema_name())), serving(kind):
            set_urlconf(request.urlconf)
            try:
                if tenant and kind is HostKind.SHOP and tenant.state == TenantState.SUSPENDED:
                    return render(request, "directory/suspended.html", status=503)
                return self.get_response(request)
            finally:
                set_urlconf(None)
                set_script_prefix("/")

    def _assert_public(self) -> None:
        if current_schema() != get_public_schema_name():
            log.error("schema_left_over: %s", current_schema())
            connection.set_schema_to_public()  # type: ignore[attr-defined]  # django-tenants adds it

    def _unknown_host(self) -> HttpResponse:
        return HttpResponseNotFound(NO_SHOP, content_type="text/plain; charset=utf-8")
