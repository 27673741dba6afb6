"""What a shop's own host answers. Page addresses come last, so they never hide another page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path

from tenants.directory.media import serve_media


def not_found_here(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("media/<path:path>", serve_media, name="media"),
    re_path(r"^account/2fa/", not_found_here),  # second factors are for accounts on the platform
    path("account/", include("allauth.urls")),
    path("account/", include("storefront.customers.shop.urls")),
    path("account/points/", include("loyalty.points.shop.urls")),
    path("cart/", include("storefront.cart.shop.urls")),
    path("checkout/", include("storefront.checkout.shop.urls")),
    path("orders/", include("storefront.orders.shop.urls")),
    path("pay/", include("storefront.drafts.shop.urls")),
    path("payments/", include("storefront.payments.shop.urls")),
    path("", include("storefront.screens.shop.urls")),
    path("", include("cms.pages.shop.urls")),
]

handler404 = "storefront.screens.shop.errors.not_found"
handler500 = "storefront.screens.shop.errors.server_error"
