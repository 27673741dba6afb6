"""Staff for back-office tests: somebody of a role, signed in on a shop's back office."""

from typing import Any

from django.conf import settings
from django.test import Client
from django_tenants.utils import schema_context, tenant_context

from kernel import clock
from tenants.accounts.sessions import SessionStore
from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant
from tenants.staff.services import add_staff

from .people import sign_in


class BackOffice(Client):
    """A browser on a shop's back office, for tests whose body runs inside a schema: requests start in public."""

    def __init__(self, tenant: Tenant) -> None:
        super().__init__(HTTP_HOST=f"{tenant.slug}.{settings.PLATFORM_DOMAIN}")

    def request(self, **request: Any) -> Any:
        with schema_context("public"):
            return super().request(**request)


def prove(client: BackOffice, tenant: Tenant) -> None:
    """They have just shown that it is them."""
    with tenant_context(tenant):
        session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
        session.host_kind = str(HostKind.BACKOFFICE)
        session["proved_at"] = clock.now().timestamp()
        session.save()


def staff_client(tenant: Tenant, role: str = "owner", language: str = "en") -> BackOffice:
    """A member of staff of that role, signed in."""
    client = BackOffice(tenant)
    with tenant_context(tenant):
        member = add_staff(email=f"{role}@example.com", name=f"The {role}", role=role)
        sign_in(client, member.user)
    client.cookies["lang"] = language
    return client
