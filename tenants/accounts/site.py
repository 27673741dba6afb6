"""What a message says of where it comes from."""

from dataclasses import dataclass

from django.conf import settings

from tenants.directory.requests import HostRequest
from tenants.directory.urls import portal_url, shop_url
from tenants.profile.selectors import current_profile


@dataclass(frozen=True)
class Site:
    name: str
    home_url: str
    login_url: str
    login_code_url: str
    signup_url: str


def current_site(request: HostRequest) -> Site:
    """The shop or the platform, with addresses from the directory."""
    if request.tenant is None:
        return Site(settings.WAGTAIL_SITE_NAME, *(portal_url(name) for name in _PAGES))
    addresses = (shop_url(request.tenant, name) for name in _PAGES)
    return Site(current_profile().name or request.tenant.name, *addresses)


_PAGES = ("home", "account_login", "account_request_login_code", "account_signup")
