from collections.abc import Callable

from django.http import HttpResponse

from tenants.directory.hosts import HostKind
from themes.engine.active import theme_active

from .preview import previewed_theme
from .requests import ThemedRequest
from .selectors import current_theme


class ThemeMiddleware:
    """Sets request.theme on a shop's host and renders `shop/...` templates from that theme's pack."""

    def __init__(self, get_response: Callable[[ThemedRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ThemedRequest) -> HttpResponse:
        if request.host_kind is not HostKind.SHOP:
            return self.get_response(request)
        preview = previewed_theme(request)
        request.theme = preview or current_theme()
        with theme_active(request.theme.code):
            response = self.get_response(request)
        if preview:
            response.headers["Cache-Control"] = "private, no-store"
        return response
