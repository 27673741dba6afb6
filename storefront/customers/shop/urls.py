from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("regions/", views.regions, name="regions"),
    path("", views.account, name="account"),
    path("profile/", views.profile, name="account-profile"),
    path("addresses/", views.addresses, name="addresses"),
    path("addresses/new/", views.address, name="address-new"),
    path("addresses/<int:address_id>/", views.address, name="address"),
    path("addresses/<int:address_id>/removal/", views.address_removal, name="address-removal"),
]
