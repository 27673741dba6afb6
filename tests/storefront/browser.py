from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django_tenants.utils import schema_context

from tenants.accounts.models import User
from tenants.accounts.sessions import SessionStore
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant


class Browser(Client):
    """A visitor of one shop, for tests whose body runs inside a shop's schema: requests start in public."""

    def __init__(self, tenant: Tenant) -> None:
        super().__init__(HTTP_HOST=f"{tenant.slug}.{settings.SHOP_DOMAIN}")

    def request(self, **request: Any) -> Any:
        with schema_context("public"):
            return super().request(**request)

    def sign_in(self, user: User) -> None:
        """As the sign-in page does it: a session of the shop's host."""
        session = SessionStore()
        session.host_kind = str(HostKind.SHOP)
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
