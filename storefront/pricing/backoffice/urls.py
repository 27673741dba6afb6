from django.urls import path

from .views import TaxSettingsScreen

app_name = "pricing"
urlpatterns = [path("settings/taxes/", TaxSettingsScreen.as_view(), name="taxes")]
