from django.urls import path

from .views import LookScreen

app_name = "customizer"
urlpatterns = [path("design/look/", LookScreen.as_view(), name="look")]
