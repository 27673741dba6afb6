from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AnonymousUser

from tenants.directory.hosts import HostKind, current_host_kind

from . import ports
from .models import User


class HostBoundBackend(AuthenticationBackend):
    """Staff are people on the back office only, shoppers on the shop only.

    Asked at sign-in and again at every request, so a session that outlives its rights is anonymous.
    """

    def user_can_authenticate(self, user: User) -> bool:
        return super().user_can_authenticate(user) and _belongs_here(user, current_host_kind())

    def get_all_permissions(self, user_obj: User | AnonymousUser, obj: Any = None) -> set[str]:
        """By role, from code (tenants.staff.roles); no rows of groups and users are asked."""
        if not isinstance(user_obj, User) or not user_obj.is_active or obj is not None:
            return set()
        if not hasattr(user_obj, "_permissions_by_role"):
            given = [permissions_of(user_obj) for permissions_of in ports.permissions_of]
            user_obj._permissions_by_role = set().union(*given)  # type: ignore[attr-defined]
        return user_obj._permissions_by_role  # type: ignore[attr-defined,no-any-return]


def _belongs_here(user: User, kind: HostKind | None) -> bool:
    if kind is HostKind.BACKOFFICE:
        return user.is_staff
    if kind is HostKind.SHOP:
        return not user.is_staff
    return True
