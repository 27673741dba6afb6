"""Addresses of designed pages, the same from the shop, the back office and a task."""

from typing import TYPE_CHECKING

from tenants.directory.models import Tenant
from tenants.directory.urls import shop_origin, shop_url
from tenants.profile.middleware import PREFIXES
from tenants.profile.selectors import current_profile

if TYPE_CHECKING:
    from .models import DesignedPage


def page_address(page: "DesignedPage", tenant: Tenant) -> tuple[int, str, str] | None:
    """Wagtail's (site id, origin, path); None in a language that the shop does not speak."""
    sites = page._get_relevant_site_root_paths()
    language = page.locale.language_code
    languages = current_profile().languages
    if language not in languages:
        return None
    origin = shop_origin(tenant)
    path = shop_url(tenant, page.url_name, *page.url_arguments()).removeprefix(origin)
    prefix = f"/{PREFIXES[language]}" if len(languages) > 1 else ""
    return (sites[0].site_id if sites else 0, origin, prefix + path)
