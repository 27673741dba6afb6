from django.http import HttpRequest

from tenants.directory.hosts import HostKind

_LAYOUTS: dict[HostKind | None, str] = {
    HostKind.SHOP: "shop/base.html",
    HostKind.PORTAL: "portal/base.html",
}


def account_layout(request: HttpRequest) -> dict[str, str]:
    """The page that sign-in pages stand in: the shop's on a shop, the platform's on the portal."""
    return {"account_layout": _LAYOUTS.get(getattr(request, "host_kind", None), "portal/base.html")}
