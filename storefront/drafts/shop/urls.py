from django.urls import URLPattern, path

from .views import open_payment_link

urlpatterns: list[URLPattern] = [path("<str:token>/", open_payment_link, name="payment-link")]
