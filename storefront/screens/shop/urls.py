from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("products/", views.products, name="products"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("categories/<slug:slug>/", views.category, name="category"),
    path("search/", views.search, name="search"),
    path("-/me/", views.me, name="me"),
]
