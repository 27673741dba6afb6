from django.urls import URLPattern, path

from .views import handoff, sign_in

# these stand before Wagtail's own pages of the same address and name
urlpatterns: list[URLPattern] = [
    path("login/", sign_in, name="wagtailadmin_login"),
    path("handoff/", handoff, name="handoff"),
]
