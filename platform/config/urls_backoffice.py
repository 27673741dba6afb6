"""What <slug>.PLATFORM_DOMAIN answers: the merchant's back office."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls

from tenants.directory.media import serve_media

urlpatterns: list[URLPattern | URLResolver] = [
    path("media/<path:path>", serve_media, name="media"),
    path("", include("tenants.staff.backoffice.urls")),
    path("", include("backoffice.urls")),
    path("", include(wagtailadmin_urls)),
]
