from django.urls import include, path

from backoffice.addresses.views import Addresses, qr_code
from backoffice.saved_views.screens import keep_view, remove_view
from backoffice.shop_data.views import DataScreen, ExportFile
from backoffice.shop_settings.views import ShopSettingsScreen

from .hubs import DesignHub, SettingsHub
from .proof import ProofScreen
from .shell import edit_home_page, view_shop

app_name = "backoffice"
urlpatterns = [
    path("design/", DesignHub.as_view(), name="design"),
    path("design/home/<str:language>/", edit_home_page, name="edit_home_page"),
    path("settings/", SettingsHub.as_view(), name="settings"),
    path("settings/shop/", ShopSettingsScreen.as_view(), name="shop_settings"),
    path("settings/data/", DataScreen.as_view(), name="data"),
    path("settings/data/<uuid:key>/file/", ExportFile.as_view(), name="data_file"),
    path("proof/", ProofScreen.as_view(), name="proof"),
    path("saved-views/", keep_view, name="keep_view"),
    path("saved-views/<int:pk>/removal/", remove_view, name="remove_view"),
    path("settings/addresses/", Addresses.as_view(), name="addresses"),
    path("settings/addresses/qr.png", qr_code, name="address_qr"),
    path("settings/staff/", include("backoffice.team.urls")),
    path("settings/history/", include("backoffice.history.urls")),
    path("view-shop/", view_shop, name="view_shop"),
]
