from django.urls import URLPattern, path

from .invitations import invitation
from .views import handoff

urlpatterns: list[URLPattern] = [
    path("shops/<slug:slug>/handoff/", handoff, name="handoff"),
    path("invitations/<slug:slug>/<str:token>/", invitation, name="invitation"),
]
