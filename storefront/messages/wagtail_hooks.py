from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def urls():
    return [path("", include("storefront.messages.backoffice.urls"))]
