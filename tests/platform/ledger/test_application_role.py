"""As the application's role PostgreSQL itself refuses to change what was posted; selling and opening work."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import DatabaseError
from django_tenants.utils import schema_context

from ledger.models import Txn
from ledger.rights import APPLICATION_ROLE
from ledger.selectors import discrepancies
from tenants.accounts.models import User
from tenants.database.rights import owner_rights
from tenants.provisioning.schemas import drop_schema, schema_exists
from tenants.provisioning.services import ShopRequest, open_shop, request_shop
from tests.platform.ledger.conftest import earn, spend
from tests.storefront.purchase import paid, variant


@contextmanager
def as_application(settings) -> Iterator[None]:
    """What web and worker are from their first statement on."""
    settings.MALL_DATABASE_ROLE = APPLICATION_ROLE
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APPLICATION_ROLE}")
    try:
        yield
    finally:
        settings.MALL_DATABASE_ROLE = ""
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")


def role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_transfer SET amount = 1",
        "DELETE FROM ledger_transfer",
        "TRUNCATE ledger_transfer",
        "UPDATE ledger_txn SET kind = 'x'",
        "DELETE FROM ledger_txn",
        "TRUNCATE ledger_txn CASCADE",
        "DROP TABLE ledger_txn CASCADE",
        "CREATE TABLE other (id int)",
    ],
)
def test_the_books_can_only_be_added_to(books, settings, statement):
    earn(1, 100)
    with as_application(settings):
        spend(1, 30)
        with (
            pytest.raises(ProgrammingError, match="permission denied|must be owner"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Txn.objects.count() == 2


def test_a_purchase_needs_no_more_than_the_application_may(in_shop_a, settings):
    shirt = variant()
    with as_application(settings):
        assert paid((shirt, 1)).payment_state == "paid"
    assert discrepancies() == []


def test_a_shop_is_opened_and_dropped_with_the_owners_rights_and_its_books_are_closed_too(
    committed_db, settings
):
    with as_application(settings):
        owner = User.objects.create_user(username="li", email="li@example.com")
        opening = open_shop(request_shop(ShopRequest(owner=owner, slug="third", name="Third")))
        schema = opening.tenant.schema_name
        assert role() == APPLICATION_ROLE
        with (
            schema_context(schema),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM ledger_transfer")
        drop_schema(schema)
        assert not schema_exists(schema)
        assert role() == APPLICATION_ROLE


def test_rights_end_when_the_work_fails(committed_db, settings):
    with as_application(settings):
        with owner_rights():
            assert role() != APPLICATION_ROLE
        with pytest.raises(ZeroDivisionError), owner_rights():
            raise ZeroDivisionError
        assert role() == APPLICATION_ROLE
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            owner_rights(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1 FROM nowhere")
        assert role() == APPLICATION_ROLE
