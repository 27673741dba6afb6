"""What other modules put into a shopper's account: cards of the overview, entries of the menu."""

import logging
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from storefront.customers.ports import AccountLink, AccountPanel, account_links, account_panels
from storefront.customers.requests import ShopperRequest

log = logging.getLogger(__name__)

_OWN_LINKS = (
    AccountLink(_("Overview"), "account", 0),
    AccountLink(_("Addresses"), "addresses", 60),
    AccountLink(_("My details"), "account-profile", 70),
)


def panels_for(request: ShopperRequest) -> list[AccountPanel]:
    made = [make(request, request.customer) for make in account_panels]
    return [panel for panel in made if panel]


def menu_for(request: HttpRequest) -> list[dict[str, Any]]:
    links = sorted([*_OWN_LINKS, *account_links], key=lambda link: link.order)
    urls = [reverse(link.url_name) for link in links]
    return [
        {"label": link.label, "url": url, "is_current": url == request.path}
        for link, url in zip(links, urls, strict=True)
    ]
