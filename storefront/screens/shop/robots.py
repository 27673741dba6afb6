from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tenants.directory.urls import current_shop_origin

PRIVATE = ("cart", "checkout", "account", "orders", "payments", "-")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but what is a visitor's own."""
    lines = ["User-agent: *", *(f"Disallow: /{path}/\nDisallow: /*/{path}/" for path in PRIVATE)]
    lines.append(f"Sitemap: {current_shop_origin()}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
