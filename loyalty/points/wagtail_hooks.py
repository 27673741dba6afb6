from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def urls() -> list:
    return [path("", include("loyalty.points.backoffice.urls"))]
