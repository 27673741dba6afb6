"""Full addresses are composed here and nowhere else: used in pages, tasks and mails alike.

Scheme, port and the two base domains come from settings; a shop's name comes from its slug or its
primary own domain, never from a request.
"""

from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix
from django_tenants.utils import schema_context

from .models import Domain, Tenant
from .near_cache import NearCache
from .requests import current_tenant


def origin(host: str) -> str:
    """`https://host` with the port browsers see."""
    port = f":{settings.MALL_PORT}" if settings.MALL_PORT else ""
    return f"{settings.MALL_SCHEME}://{host}{port}"


def portal_origin() -> str:
    return origin(settings.PLATFORM_DOMAIN)


def backoffice_origin(tenant: Tenant) -> str:
    return origin(f"{tenant.slug}.{settings.PLATFORM_DOMAIN}")


def shop_origin(tenant: Tenant) -> str:
    """The shop's primary own domain when it has a verified one, else its platform subdomain."""
    with schema_context("public"):
        own = Domain.objects.filter(tenant_id=tenant.pk, is_primary=True, verified_at__isnull=False)
        domain = own.values_list("domain", flat=True).first()
    return origin(domain or f"{tenant.slug}.{settings.SHOP_DOMAIN}")


_current_origin: NearCache[str] = NearCache("shop_origin", lambda: shop_origin(current_tenant()))


def current_shop_origin() -> str:
    """Scheme and host of the present shop's own addresses; known with the host of a request, else kept near."""
    tenant = current_tenant()
    if hasattr(tenant, "own_domain"):
        return origin(tenant.own_domain or f"{tenant.slug}.{settings.SHOP_DOMAIN}")
    return _current_origin.get()


def portal_url(name: str, *args: Any, **kwargs: Any) -> str:
    return portal_origin() + _path(settings.URLCONF_PORTAL, name, args, kwargs)


def backoffice_url(tenant: Tenant, name: str, *args: Any, **kwargs: Any) -> str:
    return backoffice_origin(tenant) + _path(settings.URLCONF_BACKOFFICE, name, args, kwargs)


def shop_url(tenant: Tenant, name: str, *args: Any, **kwargs: Any) -> str:
    return shop_origin(tenant) + _path(settings.URLCONF_SHOP, name, args, kwargs)


def _path(urlconf: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    prefix = get_script_prefix()  # a shop's /en/ must not reach another host's address
    set_script_prefix("/")
    try:
        return reverse(name, urlconf=urlconf, args=args or None, kwargs=kwargs or None)
    finally:
        set_script_prefix(prefix)
