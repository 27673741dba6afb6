from django.urls import path

from .pickups import PickupCollected, PickupReady
from .views import ShipOrder, ShippingSettingsScreen

app_name = "shipping"
urlpatterns = [
    path("orders/<str:number>/parcels/new/", ShipOrder.as_view(), name="ship"),
    path("orders/<str:number>/pickup/ready/", PickupReady.as_view(), name="pickup_ready"),
    path("orders/<str:number>/pickup/", PickupCollected.as_view(), name="pickup_collected"),
    path("settings/shipping/", ShippingSettingsScreen.as_view(), name="settings"),
]
