from django.urls import path

from .views import StockSettingsScreen

app_name = "inventory"
urlpatterns = [path("settings/stock/", StockSettingsScreen.as_view(), name="settings")]
