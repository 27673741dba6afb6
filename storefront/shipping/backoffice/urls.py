from django.urls import path

from .dispatch import (
    DispatchJobScreen,
    DispatchScreen,
    confirm_dispatch,
    dispatch_progress,
    dispatch_result,
    dispatch_template,
)
from .pickups import PickupCollected, PickupReady
from .views import ShipOrder, ShippingSettingsScreen

app_name = "shipping"
urlpatterns = [
    path("parcels/dispatch/", DispatchScreen.as_view(), name="dispatch"),
    path("parcels/dispatch/<int:pk>/", DispatchJobScreen.as_view(), name="dispatch_job"),
    path("parcels/dispatch/<int:pk>/progress/", dispatch_progress, name="dispatch_progress"),
    path("parcels/dispatch/<int:pk>/confirmation/", confirm_dispatch, name="dispatch_confirm"),
    path("parcels/dispatch/<int:pk>/result.csv", dispatch_result, name="dispatch_result"),
    path("parcels/dispatch/template.<str:kind>", dispatch_template, name="dispatch_template"),
    path("orders/<str:number>/parcels/new/", ShipOrder.as_view(), name="ship"),
    path("orders/<str:number>/pickup/ready/", PickupReady.as_view(), name="pickup_ready"),
    path("orders/<str:number>/pickup/", PickupCollected.as_view(), name="pickup_collected"),
    path("settings/shipping/", ShippingSettingsScreen.as_view(), name="settings"),
]
