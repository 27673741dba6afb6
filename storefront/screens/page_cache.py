"""Answers visitors who are nobody in particular before sessions, languages and views have any work.

docs/rules/page-cache.md
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

from kernel.schema import current_schema
from tenants.accounts.messages import HostBoundMessages
from tenants.directory.hosts import HostKind
from tenants.directory.requests import HostRequest
from tenants.freshness.kept_near import state_now
from tenants.freshness.state import PageState, made_of
from themes.customizer.preview import COOKIE as PREVIEW_COOKIE

from .kept_pages import KeptPage, keep, kept_from, look_up, page_key

# whoever has one of these is somebody, or is shown something of his own
OWN_COOKIES = (settings.SESSION_COOKIE_NAME, PREVIEW_COOKIE, HostBoundMessages.cookie_name)
NEVER = ("/static/", "/media/", "/-/", "/account/", "/cart/", "/checkout/", "/orders/")
LONGEST_WAIT = 0.5  # seconds for somebody else's work on the same page
HEADER = "X-Page-Cache"


class PageCacheMiddleware:
    def __init__(self, get_response: Callable[[HostRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HostRequest) -> HttpResponse:
        key = page_key(request) if _may_be_kept(request) else ""
        if not key:
            return self.get_response(request)
        state, page = look_up(key)
        if state is None and cache.is_silent:  # type: ignore[attr-defined]  # our own backend
            return self.get_response(request)
        state = state or state_now()
        if page and page.state == state.pages:
            return _told(page.answer(request), "hit")
        with _one_at_a_time(f"{current_schema()}:{key}"):
            if made := _made_meanwhile(key):
                return _told(made.answer(request), "hit")
            return self._make(request, key, state)

    def _make(self, request: HostRequest, key: str, state: PageState) -> HttpResponse:
        with made_of(state):
            response = self.get_response(request)
        page = kept_from(response, request, state)
        if page is None:
            return response
        keep(key, page, request)
        return _told(page.answer(request), "miss")


def _may_be_kept(request: HostRequest) -> bool:
    return (
        request.host_kind is HostKind.SHOP
        and request.method in ("GET", "HEAD")
        and settings.MALL_PAGE_CACHE_SECONDS > 0
        and not any(name in request.COOKIES for name in OWN_COOKIES)
        and not request.path_info.startswith(NEVER)
    )


def _told(response: HttpResponse, how: str) -> HttpResponse:
    response.headers[HEADER] = how
    return response


def _made_meanwhile(key: str) -> KeptPage | None:
    state, page = look_up(key)
    return page if state and page and page.state == state.pages else None


_making: dict[str, threading.Lock] = {}
_guard = threading.Lock()


@contextmanager
def _one_at_a_time(key: str) -> Iterator[None]:
    """One thread of the process makes a page, the others wait a moment."""
    with _guard:
        lock = _making.setdefault(key, threading.Lock())
    mine = lock.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if mine:
            with _guard:
                _making.pop(key, None)
            lock.release()
