"""Addresses every page's frame leads to, reversed once for each language prefix."""

from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

NAMES = ("home", "products", "search", "cart", "cart-lines", "account", "orders", "points", "me")


def frame_links() -> dict[str, str]:
    """By name, with _ for -: `links.cart`, `links.cart_lines`; of the prefix (/zh/, /en/ or none) that is active."""
    return _links(get_script_prefix())


@cache
def _links(prefix: str) -> dict[str, str]:
    return {name.replace("-", "_"): _reverse(name) for name in NAMES}


def _reverse(name: str) -> str:
    try:
        return reverse(name, urlconf=settings.URLCONF_SHOP)
    except NoReverseMatch:
        return "#"
