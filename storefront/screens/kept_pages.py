"""Whole pages in Redis, packed, each with the state of the shop it was made in."""

import gzip
import hashlib
import logging
import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from tenants.directory.urls import current_shop_origin
from tenants.freshness.state import NOW, TURN, PageState, state_in

from .for_everyone import MARK, known_query

log = logging.getLogger(__name__)
MOST_BYTES = 256 * 1024  # packed
LONGEST_ADDRESS = 500
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
_OWN_HEADERS = ("Content-Length", "ETag", "Vary", "Cache-Control")


@dataclass(frozen=True, slots=True)
class KeptPage:
    """state: PageState.pages at the time it was made, or older."""

    state: str
    packed: bytes
    etag: str
    headers: tuple[tuple[str, str], ...]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """For this visitor: packed, plain, or just that nothing changed."""
        known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
        if self.etag in known:
            response: HttpResponse = HttpResponseNotModified()
        elif _GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            response = HttpResponse(self.packed, headers=dict(self.headers))
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(gzip.decompress(self.packed), headers=dict(self.headers))
        if response.status_code == 200:
            response.headers["Content-Length"] = str(len(response.content))
        response.headers["ETag"] = self.etag
        response.headers["Vary"] = "Accept-Encoding, Cookie"
        response.headers["Cache-Control"] = "no-cache"  # browsers ask each time, and often hear 304
        return response


def page_key(request: HttpRequest) -> str:
    """What makes this page another one: shop and Redis key prefix apart, origin, release, path and known parameters.

    The path begins with the language where a shop has two. Currency, main language, look and catalogue are part of
    the shop's state, which the kept page carries. Empty for an address too long to be honest.
    """
    query = known_query(request.GET).urlencode()
    address = f"{request.path_info}?{query}"
    if len(address) > LONGEST_ADDRESS:
        return ""
    release = getattr(staticfiles_storage, "manifest_hash", "")
    whole = "\n".join((current_shop_origin(), release, address))
    return f"page:{hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()}"


def look_up(key: str) -> tuple[PageState | None, KeptPage | None]:
    """The state of the shop's pages if Redis knows it, and the page, in one look."""
    found = cache.get_many([NOW, TURN, key])
    return state_in(found), found.get(key)


def kept_from(response: HttpResponse, request: HttpRequest, state: PageState) -> KeptPage | None:
    """The page to keep; None when it is not for everybody or says something of this visitor."""
    if response.status_code != 200 or not getattr(response, MARK, False) or response.streaming:
        return None
    if response.cookies or b"csrfmiddlewaretoken" in response.content:
        log.error("page_not_for_everyone: %s", request.path_info)
        return None
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return None
    packed = gzip.compress(response.content, compresslevel=4, mtime=0)
    if len(packed) > MOST_BYTES:
        return None
    digest = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    headers = tuple((k, v) for k, v in response.headers.items() if k not in _OWN_HEADERS)
    return KeptPage(state.pages, packed, f'W/"{digest}"', headers)


def keep(key: str, page: KeptPage, request: HttpRequest) -> None:
    """Plain addresses at once; with a search or filter when somebody asks a second time within a minute."""
    if known_query(request.GET) and cache.add(f"asked:{key}", 1, 60):
        return
    cache.set(key, page, settings.MALL_PAGE_CACHE_SECONDS)
