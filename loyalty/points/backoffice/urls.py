from django.urls import path

from .views import AdjustPoints, RulesScreen

app_name = "points"
urlpatterns = [
    path("members/<str:number>/points/", AdjustPoints.as_view(), name="adjust"),
    path("settings/points/", RulesScreen.as_view(), name="rules"),
]
