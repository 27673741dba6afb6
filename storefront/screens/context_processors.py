from typing import Any

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path

from tenants.directory.hosts import HostKind

from .frame import shop_frame


def shop(request: HttpRequest) -> dict[str, Any]:
    """`shop` and `page_path` in every template of a shop's host."""
    if getattr(request, "host_kind", None) is not HostKind.SHOP:
        return {}
    return {"shop": shop_frame(request), "page_path": _page_path(request)}


def _page_path(request: HttpRequest) -> str:
    """This page's address without its language: what a search or a filter found is kept on switching."""
    path = escape_uri_path(request.path_info)
    return f"{path}?{request.GET.urlencode()}" if request.GET else path
