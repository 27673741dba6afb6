from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..frame import shop_origin_now

PRIVATE = ("cart", "checkout", "account", "orders", "payments", "-")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but what is a visitor's own."""
    lines = ["User-agent: *", *(f"Disallow: /{path}/\nDisallow: /*/{path}/" for path in PRIVATE)]
    lines.append(f"Sitemap: {shop_origin_now()}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
