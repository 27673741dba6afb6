"""Security headers of the platform's own pages and of the back office; a shop has its own."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse

from .hosts import HostKind
from .requests import HostRequest
from .urls import origin

_PORTAL = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Wagtail's admin has inline scripts (wagtail#1288), so script-src is not ours to set there
_BACKOFFICE = {
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def content_security_policy(kind: HostKind) -> str:
    """The portal's forms may also lead into a back office: the hand-off is one."""
    policy = _BACKOFFICE
    if kind is HostKind.PORTAL:
        back_offices = origin(f"*.{settings.PLATFORM_DOMAIN}")
        policy = _PORTAL | {"form-action": f"'self' {back_offices}"}
    return "; ".join(f"{name} {value}" for name, value in policy.items())


class PlatformHeadersMiddleware:
    """Adds what an answer of the portal or a back office does not say itself."""

    def __init__(self, get_response: Callable[[HostRequest], HttpResponse]) -> None:
        self.get_response = get_response
        kinds = (HostKind.PORTAL, HostKind.BACKOFFICE)
        self.policies = {kind: content_security_policy(kind) for kind in kinds}

    def __call__(self, request: HostRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.policies.get(request.host_kind)
        if policy:
            response.headers.setdefault("Content-Security-Policy", policy)
        return response
