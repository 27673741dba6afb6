from django.urls import path

from .again import SendAgain
from .preview import MailPreview, mail_sample, send_trial
from .settings import MessageSettingsScreen

app_name = "messages"
urlpatterns = [
    path("settings/messages/", MessageSettingsScreen.as_view(), name="settings"),
    path("settings/messages/<str:kind>/<str:language>/", MailPreview.as_view(), name="preview"),
    path("settings/messages/<str:kind>/<str:language>/mail/", mail_sample, name="sample"),
    path("settings/messages/<str:kind>/<str:language>/trials/", send_trial, name="trial"),
    path("orders/<str:number>/mails/new/", SendAgain.as_view(), name="send_again"),
]
