import pytest
from django.db import connection

pytestmark = pytest.mark.race


def test_a_working_connection_is_known_without_a_statement(committed_db):
    connection.ensure_connection()
    with connection.execute_wrapper(_no_statement):
        assert connection.is_usable()


def test_a_connection_whose_server_ended_is_replaced(committed_db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        first = cursor.fetchone()[0]
    end_backend(first)
    assert not connection.is_usable()
    connection.health_check_enabled = True
    connection.health_check_done = False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != first


def end_backend(pid: int) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        other.close()


def _no_statement(*args, **kwargs):
    raise AssertionError("a statement was sent")
