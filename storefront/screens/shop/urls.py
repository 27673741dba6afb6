from django.urls import URLPattern, path

from . import add, lists, me, product, robots, sitemap

urlpatterns: list[URLPattern] = [
    path("products/", lists.products, name="products"),
    path("products/<str:slug>/", product.product, name="product"),
    path("products/<str:slug>/purchase/", add.purchase, name="purchase"),
    path("categories/<str:slug>/", lists.category, name="category"),
    path("search/", lists.search, name="search"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("-/me/", me.me, name="me"),
    path("-/theme-preview/", me.preview_theme, name="theme-preview"),
    path("-/theme-preview/end/", me.end_preview, name="theme-preview-end"),
]
