"""Security headers of shop pages. Nothing runs or loads that is not ours; no inline script anywhere."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse

from tenants.directory.hosts import HostKind
from tenants.directory.requests import HostRequest

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def content_security_policy() -> str:
    """Forms may go to ourselves and, through a redirect, to the payment page."""
    forms = f"'self' {settings.DEMOPAY_PUBLIC_URL}"
    return "; ".join(f"{name} {value}" for name, value in (POLICY | {"form-action": forms}).items())


def preview_policy(origin: str) -> str:
    """For a shop page shown on the back office's origin: only our theme scripts, and no form at all."""
    changed = {
        "script-src": f"{origin}{settings.STATIC_URL}themes/",
        "connect-src": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in (POLICY | changed).items())


class ShopHeadersMiddleware:
    def __init__(self, get_response: Callable[[HostRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = content_security_policy()

    def __call__(self, request: HostRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.host_kind is HostKind.SHOP:
            headers = response.headers
            headers.setdefault("Content-Security-Policy", self.policy)
            headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
            headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
