from django.urls import path

from . import views

urlpatterns = [
    path("", views.Trail.as_view(), name="trail"),
    path("export/", views.export_trail, name="export_trail"),
    path("<int:pk>/", views.TrailEntry.as_view(), name="trail_entry"),
]
