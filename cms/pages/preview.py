"""Showing an unpublished page inside the back office as the shop would show it.

Wagtail's own way sends a dummy request through all middleware without Django's resolver: the urlconf stays the
back office's during the preview and stays wrong on the thread after it. This is the one wrapper in which
previews are made; it puts back tenant, urlconf, prefix, language and theme whatever happens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf
from django.utils import translation
from django.utils.cache import patch_cache_control
from django_tenants.utils import tenant_context

from storefront.screens.headers import preview_policy
from tenants.directory.hosts import HostKind, serving
from tenants.directory.models import Tenant
from tenants.directory.requests import current_tenant
from tenants.directory.urls import backoffice_origin, shop_origin
from tenants.profile.middleware import PREFIXES
from tenants.profile.selectors import current_profile
from themes.customizer.requests import ThemedRequest
from themes.customizer.selectors import current_theme
from themes.engine.active import theme_active

if TYPE_CHECKING:
    from .models import DesignedPage


@contextmanager
def as_the_shop(tenant: Tenant, language: str) -> Iterator[None]:
    """Tenant, URLs, language and theme of the shop; all as before on leaving.

    The prefix carries the shop's origin, so every link in the preview leads to the shop and not to the back office.
    """
    urlconf, prefix = get_urlconf(), get_script_prefix()
    try:
        with (
            tenant_context(tenant),
            serving(HostKind.SHOP),
            translation.override(language),
            theme_active(current_theme().code),
        ):
            set_urlconf(settings.URLCONF_SHOP)
            set_script_prefix(_prefix(tenant, language))
            yield
    finally:
        set_urlconf(urlconf)
        set_script_prefix(prefix)


def preview_response(page: "DesignedPage", attributes: dict[str, Any]) -> HttpResponse:
    """The page as it stands in the editor; no script of the page runs, nothing is cached."""
    tenant = current_tenant()
    with as_the_shop(tenant, page.locale.language_code):
        request = _shop_request(tenant, attributes)
        response = page.serve(request)
    response.headers["Content-Security-Policy"] = preview_policy(backoffice_origin(tenant))
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    patch_cache_control(response, private=True, no_store=True)
    return response


def _prefix(tenant: Tenant, language: str) -> str:
    languages = current_profile().languages
    tail = f"/{PREFIXES[language]}/" if len(languages) > 1 else "/"
    return shop_origin(tenant) + tail


def _shop_request(tenant: Tenant, attributes: dict[str, Any]) -> ThemedRequest:
    """A request of nobody: a preview shows what a stranger sees, and carries no cookie of the staff's."""
    request = ThemedRequest()
    request.method, request.path, request.path_info = "GET", "/", "/"
    request.META = {"HTTP_HOST": shop_origin(tenant).partition("://")[2], "REQUEST_METHOD": "GET"}
    request.tenant, request.host_kind, request.urlconf = (
        tenant,
        HostKind.SHOP,
        settings.URLCONF_SHOP,
    )
    request.theme, request.is_preview = current_theme(), True
    request.LANGUAGE_CODE = translation.get_language()
    for name, value in attributes.items():
        setattr(request, name, value)
    return request
