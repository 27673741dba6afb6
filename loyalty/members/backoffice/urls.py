from django.urls import path

from .export import export_members
from .tags import take_tag
from .views import AddNote, MemberDetail, MemberList, PutTags

app_name = "members"
urlpatterns = [
    path("", MemberList.as_view(), name="list"),
    path("export/", export_members, name="export"),
    path("<str:number>/", MemberDetail.as_view(), name="detail"),
    path("<str:number>/notes/", AddNote.as_view(), name="note"),
    path("<str:number>/tags/", PutTags.as_view(), name="tags"),
    path("<str:number>/tags/removal/", take_tag, name="tag_removal"),
]
