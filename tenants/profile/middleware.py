"""Which language a page is in.

In a shop with two languages the first part of the path says it (/zh/..., /en/...): the prefix becomes the
script prefix, so every reversed address keeps it. A page without the prefix leads to the visitor's language.
With one language there is no prefix. Portal and back office follow the visitor's choice, kept in a cookie.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import set_script_prefix
from django.utils import timezone, translation

from tenants.directory.hosts import HostKind
from tenants.directory.requests import HostRequest

from .selectors import current_profile

PREFIXES = {"zh-hans": "zh", "en": "en"}
CODES = {prefix: code for code, prefix in PREFIXES.items()}
# machines and forms ask here; they have no language of their own
UNPREFIXED = ("/media/", "/static/", "/-/", "/sitemap.xml", "/robots.txt")


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HostRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HostRequest) -> HttpResponse:
        if request.host_kind is HostKind.SHOP:
            redirect = self._shop_language(request)
            if redirect:
                return redirect
        else:
            translation.activate(
                preferred_language(request, [code for code, _ in settings.LANGUAGES])
            )
        request.LANGUAGE_CODE = translation.get_language()
        if request.tenant:
            timezone.activate(current_profile().time_zone)
        try:
            response = self.get_response(request)
        finally:
            translation.deactivate()
            timezone.deactivate()
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    def _shop_language(self, request: HostRequest) -> HttpResponse | None:
        profile = current_profile()
        if len(profile.languages) < 2:
            translation.activate(profile.main_language)
            return None
        first, _, rest = request.path_info.lstrip("/").partition("/")
        if CODES.get(first) in profile.languages:
            request.path_info = "/" + rest
            set_script_prefix(f"/{first}/")
            translation.activate(CODES[first])
            return None
        language = preferred_language(request, profile.languages, profile.main_language)
        translation.activate(language)
        if request.method in ("GET", "HEAD") and not request.path_info.startswith(UNPREFIXED):
            return HttpResponseRedirect(f"/{PREFIXES[language]}{request.get_full_path()}")
        if not request.path_info.startswith(UNPREFIXED[:2]):
            set_script_prefix(f"/{PREFIXES[language]}/")
        return None


def preferred_language(request: HttpRequest, allowed: list[str], default: str = "en") -> str:
    """The cookie's language, else the browser's first known one, else the default."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in allowed:
        return chosen
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "").lower()
    for part in accepted.split(","):
        tag = part.partition(";")[0].strip()
        for code in allowed:
            if tag and tag.split("-")[0] == code.split("-")[0]:
                return code
    return default if default in allowed else allowed[0]
