from django.urls import URLPattern, path

from .invitations import invitation
from .sessions import end, end_others, sessions
from .views import handoff, proof

urlpatterns: list[URLPattern] = [
    path("shops/<slug:slug>/handoff/", handoff, name="handoff"),
    path("shops/<slug:slug>/proof/", proof, name="proof"),
    path("account/sessions/", sessions, name="sessions"),
    path("account/sessions/end/", end, name="end_session"),
    path("account/sessions/others/", end_others, name="end_other_sessions"),
    path("invitations/<slug:slug>/<str:token>/", invitation, name="invitation"),
]
