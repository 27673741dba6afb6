from django.urls import URLPattern, path

from .views import mail_html, mailbox

urlpatterns: list[URLPattern] = [
    path("", mailbox, name="mailbox"),
    path("<str:message_id>/mail/", mail_html, name="mailbox-mail"),
]
