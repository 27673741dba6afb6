"""Reading a Host header: which kind of host it is and which shop it names."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

SLUG = re.compile(r"^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$")


class HostKind(StrEnum):
    PORTAL = "portal"
    BACKOFFICE = "backoffice"
    SHOP = "shop"


_serving: ContextVar[HostKind | None] = ContextVar("serving_host_kind", default=None)


@contextmanager
def serving(kind: HostKind) -> Iterator[None]:
    """While a request to this kind of host is answered."""
    token = _serving.set(kind)
    try:
        yield
    finally:
        _serving.reset(token)


def current_host_kind() -> HostKind | None:
    """The kind of host the current request came to; None in tasks and commands."""
    return _serving.get()


@dataclass(frozen=True)
class HostName:
    """kind, and the slug or the own domain that names the shop (both empty on the portal)."""

    kind: HostKind
    slug: str = ""
    domain: str = ""


def normalise_host(header: str) -> str:
    """Lower case, without port and trailing dot: `Shop.Example.:8000` becomes `shop.example`."""
    name = header.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0].rstrip(".")


def parse_host(header: str) -> HostName | None:
    """What a Host header means, without a look-up; None for what can never be one of our hosts."""
    host = normalise_host(header)
    if host == settings.PLATFORM_DOMAIN:
        return HostName(HostKind.PORTAL)
    for suffix, kind in (
        (settings.PLATFORM_DOMAIN, HostKind.BACKOFFICE),
        (settings.SHOP_DOMAIN, HostKind.SHOP),
    ):
        slug = host.removesuffix("." + suffix)
        if slug != host:
            return HostName(kind, slug=slug) if SLUG.match(slug) else None
    if host == settings.SHOP_DOMAIN or not re.fullmatch(r"[a-z0-9.-]{3,253}", host):
        return None
    return HostName(HostKind.SHOP, domain=host)
