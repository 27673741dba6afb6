from django.urls import path

from . import views

urlpatterns = [
    path("", views.StaffList.as_view(), name="staff"),
    path("roles/", views.RolesScreen.as_view(), name="roles"),
    path("rules/", views.rules, name="staff_rules"),
    path("invitations/new/", views.Invite.as_view(), name="invite_staff"),
    path("invitations/<int:pk>/mail/", views.send_again, name="send_invitation"),
    path("invitations/<int:pk>/revocation/", views.revoke, name="revoke_invitation"),
    path("<int:pk>/", views.Member.as_view(), name="staff_member"),
    path("<int:pk>/role/", views.ChangeRole.as_view(), name="change_role"),
    path("<int:pk>/sign-out/", views.SignOut.as_view(), name="sign_out_staff"),
    path("<int:pk>/sessions/<int:session>/end/", views.end_staff_session, name="end_staff_session"),
    path("<int:pk>/removal/", views.Remove.as_view(), name="remove_staff"),
    path("<int:pk>/second-factor/", views.ResetSecondFactor.as_view(), name="reset_factor"),
    path("<int:pk>/ownership/", views.TransferOwnership.as_view(), name="transfer_ownership"),
]
