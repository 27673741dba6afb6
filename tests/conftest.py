"""Databases, shops and clients for every test. Needs DATABASE_URL and REDIS_URL, which ./mall test sets."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.hosts import HostKind
from tenants.directory.models import Tenant

from .support.databases import copy_of_template, drop_database, use_database
from .support.near_caches import forget_everything
from .support.shops import test_shop
from .support.staff import staff_client

ClientFor = Callable[..., Client]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """One copy of the template for all tests that roll back."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name = copy_of_template()
        use_database(name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        use_database(before)
        drop_database(name)


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A database of the test's own, where commits are real and threads see them (mark: race)."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name = copy_of_template()
        use_database(name)
        try:
            yield
        finally:
            connections.close_all()
            use_database(before)
            drop_database(name)


@pytest.fixture(autouse=True)
def _every_test_starts_in_public(monkeypatch) -> Iterator[None]:
    from tenants.directory.lookup import _answers

    # a slow test asks the database as often as a quick one; what the process itself changes is seen all the same
    monkeypatch.setattr("tenants.freshness.kept_near.LOOK_SECONDS", 60)
    _answers.clear()
    forget_everything()  # what a process keeps of a shop outlives a test's rollback
    connection.set_schema_to_public()
    yield
    connection.set_schema_to_public()


@pytest.fixture
def shop_a(request) -> Tenant:
    _database(request)
    return test_shop("alpha")


@pytest.fixture
def shop_b(request) -> Tenant:
    _database(request)
    return test_shop("beta")


@pytest.fixture
def in_shop_a(shop_a: Tenant) -> Iterator[Tenant]:
    """The test's body runs inside shop A's schema."""
    with tenant_context(shop_a):
        yield shop_a


@pytest.fixture
def client_for() -> ClientFor:
    """client_for(kind, tenant) answers a test client bound to that host."""

    def make(kind: HostKind, tenant: Tenant | None = None) -> Client:
        host = {
            HostKind.PORTAL: settings.PLATFORM_DOMAIN,
            HostKind.BACKOFFICE: f"{tenant.slug if tenant else ''}.{settings.PLATFORM_DOMAIN}",
            HostKind.SHOP: f"{tenant.slug if tenant else ''}.{settings.SHOP_DOMAIN}",
        }[kind]
        return Client(HTTP_HOST=host)

    return make


@pytest.fixture
def portal_client(client_for: ClientFor, db) -> Client:
    return client_for(HostKind.PORTAL)


@pytest.fixture
def shop_client(client_for: ClientFor, shop_a: Tenant) -> Client:
    return client_for(HostKind.SHOP, shop_a)


@pytest.fixture
def backoffice_client(client_for: ClientFor, shop_a: Tenant) -> Client:
    return client_for(HostKind.BACKOFFICE, shop_a)


@pytest.fixture
def owner_client(shop_a: Tenant) -> Client:
    """Shop A's owner, signed in to the back office, in English."""
    return staff_client(shop_a)


@pytest.fixture
def clerk_client(shop_a: Tenant) -> Client:
    """A clerk of shop A: may sell, may not set the shop up."""
    return staff_client(shop_a, role="clerk")


def _database(request) -> None:
    """The test's own database when it asked for one, else the shared one with a rollback."""
    if "committed_db" in request.fixturenames:
        request.getfixturevalue("committed_db")
    else:
        request.getfixturevalue("db")
