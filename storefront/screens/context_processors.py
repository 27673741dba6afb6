from typing import Any

from django.http import HttpRequest

from tenants.directory.hosts import HostKind

from .frame import shop_frame


def shop(request: HttpRequest) -> dict[str, Any]:
    """`shop` and `page_path` in every template of a shop's host."""
    if getattr(request, "host_kind", None) is not HostKind.SHOP:
        return {}
    return {"shop": shop_frame(request), "page_path": request.path_info}
