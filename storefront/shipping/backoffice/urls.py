from django.urls import path

from . import setting_views as settings
from .correction import CorrectOrder, regions
from .dispatch import (
    DispatchJobScreen,
    DispatchScreen,
    confirm_dispatch,
    dispatch_progress,
    dispatch_result,
    dispatch_template,
)
from .mishaps import ParcelMishap, SendAgain
from .parcel_views import CorrectParcel, ParcelsCameBack
from .pickups import PickupCollected, PickupReady
from .printing import PrintScreen, print_document
from .views import ShipOrder

app_name = "shipping"
_METHOD = "settings/shipping/methods/<int:method_id>/"
_POINT = "settings/shipping/points/<int:point_id>/"
urlpatterns = [
    path("orders/print/", PrintScreen.as_view(), name="print"),
    path("orders/print/document.pdf", print_document, name="print_document"),
    path("orders/dispatch/", DispatchScreen.as_view(), name="dispatch"),
    path("orders/dispatch/<int:pk>/", DispatchJobScreen.as_view(), name="dispatch_job"),
    path("orders/dispatch/<int:pk>/progress/", dispatch_progress, name="dispatch_progress"),
    path("orders/dispatch/<int:pk>/confirmation/", confirm_dispatch, name="dispatch_confirm"),
    path("orders/dispatch/<int:pk>/result.csv", dispatch_result, name="dispatch_result"),
    path("orders/dispatch/template.<str:kind>", dispatch_template, name="dispatch_template"),
    path("orders/regions/", regions, name="regions"),
    path("orders/<str:number>/correction/", CorrectOrder.as_view(), name="correction"),
    path("orders/<str:number>/parcels/new/", ShipOrder.as_view(), name="ship"),
    path("orders/<str:number>/parcels/<int:pk>/", CorrectParcel.as_view(), name="parcel"),
    path("orders/<str:number>/parcels/<int:pk>/mishap/", ParcelMishap.as_view(), name="mishap"),
    path("orders/<str:number>/parcels/<int:pk>/again/", SendAgain.as_view(), name="send_again"),
    path("orders/<str:number>/parcels/return/", ParcelsCameBack.as_view(), name="came_back"),
    path("orders/<str:number>/pickup/ready/", PickupReady.as_view(), name="pickup_ready"),
    path("orders/<str:number>/pickup/", PickupCollected.as_view(), name="pickup_collected"),
    path("settings/shipping/", settings.ShippingSettingsScreen.as_view(), name="settings"),
    path("settings/shipping/trial/", settings.TrialScreen.as_view(), name="trial"),
    path("settings/shipping/methods/", settings.start_methods, name="methods"),
    path("settings/shipping/methods/new/", settings.MethodScreen.as_view(), name="method_new"),
    path(_METHOD, settings.MethodScreen.as_view(), name="method"),
    path(f"{_METHOD}removal/", settings.remove_method, name="method_removal"),
    path(f"{_METHOD}zones/new/", settings.ZoneScreen.as_view(), name="zone_new"),
    path(f"{_METHOD}zones/<int:zone_id>/", settings.ZoneScreen.as_view(), name="zone"),
    path(f"{_METHOD}zones/<int:zone_id>/removal/", settings.remove_zone, name="zone_removal"),
    path("settings/shipping/points/new/", settings.PickupPointScreen.as_view(), name="point_new"),
    path(_POINT, settings.PickupPointScreen.as_view(), name="point"),
    path(f"{_POINT}removal/", settings.remove_point, name="point_removal"),
]
