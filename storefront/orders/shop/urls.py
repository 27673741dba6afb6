from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("", views.orders, name="orders"),
    path("<str:number>/", views.order, name="order"),
    path("<str:number>/placed/", views.order_placed, name="order-placed"),
    path("<str:number>/cancellation/", views.cancel, name="order-cancellation"),
    path("<str:number>/receipt/", views.receive, name="order-receipt"),
]
