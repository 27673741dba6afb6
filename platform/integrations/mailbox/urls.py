from django.urls import URLPattern, path

from .views import mailbox

urlpatterns: list[URLPattern] = [path("", mailbox, name="mailbox")]
