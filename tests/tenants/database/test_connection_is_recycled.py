"""A backend keeps memory for every shop it has worked in, so a connection that has seen many is closed."""

import pytest
from django.db import connection
from django_tenants.utils import schema_context

pytestmark = pytest.mark.race


def work_in(*schemas: str) -> int:
    for schema in schemas:
        with schema_context(schema), connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pid = cursor.fetchone()[0]
    return pid


def test_it_is_closed_after_too_many_shops_and_counts_anew(committed_db, settings):
    settings.MALL_SCHEMAS_PER_CONNECTION = 2
    first = work_in("t_testalpha", "t_testbeta", "t_testalpha")
    connection.close_if_unusable_or_obsolete()
    assert work_in("t_testalpha", "public", "t_testbeta") == first
    connection.close_if_unusable_or_obsolete()
    assert connection.connection is None
    assert work_in("t_testalpha") != first
