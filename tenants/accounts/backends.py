from allauth.account.auth_backends import AuthenticationBackend

from tenants.directory.hosts import HostKind, current_host_kind

from .models import User


class HostBoundBackend(AuthenticationBackend):
    """Staff are people on the back office only, shoppers on the shop only.

    Asked at sign-in and again at every request, so a session that outlives its rights is anonymous.
    """

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and _belongs_here(user, current_host_kind())


def _belongs_here(user: User, kind: HostKind | None) -> bool:
    if kind is HostKind.BACKOFFICE:
        return user.is_staff
    if kind is HostKind.SHOP:
        return not user.is_staff
    return True
