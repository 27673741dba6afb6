"""Addresses every page's frame leads to, reversed once for each language prefix."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

NAMES = ("home", "products", "search", "cart", "cart-lines", "account", "orders", "points", "me")


def frame_links() -> dict[str, str]:
    """By name, with _ for -: `links.cart`, `links.cart_lines`; of the prefix (/zh/, /en/ or none) that is active."""
    return _links(get_script_prefix())


@lru_cache(maxsize=1_000)
def _links(prefix: str) -> dict[str, str]:
    return {name.replace("-", "_"): reverse(name, urlconf=settings.URLCONF_SHOP) for name in NAMES}
