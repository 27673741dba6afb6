from django.urls import URLPattern, path

from .views import handoff

urlpatterns: list[URLPattern] = [path("shops/<slug:slug>/handoff/", handoff, name="handoff")]
