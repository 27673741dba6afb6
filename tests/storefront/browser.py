from typing import Any

from django.conf import settings
from django.test import Client
from django_tenants.utils import schema_context

from tenants.directory.models import Tenant


class Browser(Client):
    """A visitor of one shop, for tests whose body runs inside a shop's schema: requests start in public."""

    def __init__(self, tenant: Tenant) -> None:
        super().__init__(HTTP_HOST=f"{tenant.slug}.{settings.SHOP_DOMAIN}")

    def request(self, **request: Any) -> Any:
        with schema_context("public"):
            return super().request(**request)
