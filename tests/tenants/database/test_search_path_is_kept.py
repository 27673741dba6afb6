"""The search path is set when the connection has another one, and only then."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context, tenant_context

pytestmark = pytest.mark.django_db


def _search_path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return cursor.fetchone()[0]


def test_a_second_visit_to_the_same_shop_sets_nothing(shop_a):
    with tenant_context(shop_a):
        _search_path()
    with tenant_context(shop_a), CaptureQueriesContext(connection) as seen:
        assert shop_a.schema_name in _search_path()
    assert len(seen) == 1


def test_another_shop_in_between_is_noticed(shop_a, shop_b):
    for shop in (shop_a, shop_b, shop_a):
        with tenant_context(shop):
            assert shop.schema_name in _search_path()
    with schema_context("public"):
        assert "public" in _search_path()


def test_what_a_savepoint_took_back_is_set_again(shop_a, shop_b):
    with tenant_context(shop_a):
        _search_path()
        with transaction.atomic():
            with tenant_context(shop_b):
                _search_path()
            transaction.set_rollback(True)
        assert shop_a.schema_name in _search_path()
    with tenant_context(shop_b):
        assert shop_b.schema_name in _search_path()
