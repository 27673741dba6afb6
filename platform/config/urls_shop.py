"""What a shop's own host answers. Page addresses come last, so they never hide another page."""

from django.urls import URLPattern, URLResolver, include, path

from tenants.directory.media import serve_media

urlpatterns: list[URLPattern | URLResolver] = [
    path("media/<path:path>", serve_media, name="media"),
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
