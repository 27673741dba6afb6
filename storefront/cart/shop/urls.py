from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("", views.cart, name="cart"),
    path("lines/", views.add_lines, name="cart-lines"),
    path("lines/<int:variant_id>/", views.change_line, name="cart-line"),
]
