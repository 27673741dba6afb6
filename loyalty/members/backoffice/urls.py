from django.urls import path

from .views import MemberDetail, MemberList

app_name = "members"
urlpatterns = [
    path("", MemberList.as_view(), name="list"),
    path("<str:number>/", MemberDetail.as_view(), name="detail"),
]
