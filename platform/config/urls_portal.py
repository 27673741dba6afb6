"""What the platform's own host answers."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("webhooks/", include("storefront.payments.webhook.urls")),
    path("mailbox/", include("integrations.mailbox.urls")),
    path("", include("tenants.staff.portal.urls")),
    path("", include("portal.urls")),
]

handler404 = "portal.views.errors.not_found"
