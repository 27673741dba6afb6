from django.urls import path

from .views import ShipOrder, ShippingSettingsScreen

app_name = "shipping"
urlpatterns = [
    path("orders/<str:number>/parcels/new/", ShipOrder.as_view(), name="ship"),
    path("settings/shipping/", ShippingSettingsScreen.as_view(), name="settings"),
]
