from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("<str:public_id>/", views.show_payment, name="payment"),
    path("<str:public_id>/return/", views.come_back, name="payment-return"),
    path("<str:public_id>/state/", views.payment_state, name="payment-state"),
]
