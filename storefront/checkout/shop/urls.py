from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("", views.checkout, name="checkout"),
    path("summary/", views.summary, name="checkout-summary"),
    path("<str:number>/payment/", views.pay_order, name="order-payment"),
]
