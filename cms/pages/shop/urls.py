from django.urls import URLPattern, path

from storefront.screens.shop.views import home

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
]
