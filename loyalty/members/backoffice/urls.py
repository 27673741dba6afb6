from django.urls import path

from .export import export_members
from .views import AddNote, MemberDetail, MemberList

app_name = "members"
urlpatterns = [
    path("", MemberList.as_view(), name="list"),
    path("export/", export_members, name="export"),
    path("<str:number>/", MemberDetail.as_view(), name="detail"),
    path("<str:number>/notes/", AddNote.as_view(), name="note"),
]
