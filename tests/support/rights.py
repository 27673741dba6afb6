"""What the application's database role may do in a schema."""

from django.db import connection

from ledger.rights import APPLICATION_ROLE

BOOKS = {"ledger_txn", "ledger_transfer"}
_TABLES = """
SELECT c.relname, array_to_string(ARRAY(
    SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS p
    WHERE has_table_privilege(%s, c.oid, p)), ' ')
FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p')
"""
_SEQUENCES = """
SELECT bool_and(has_sequence_privilege(%s, c.oid, 'USAGE'))
    AND has_schema_privilege(%s, %s, 'USAGE') AND NOT has_schema_privilege(%s, %s, 'CREATE')
FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'S'
"""


def assert_application_works_but_never_changes_the_books(schema_name: str) -> None:
    role = APPLICATION_ROLE
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, [role, schema_name])
        tables = dict(cursor.fetchall())
        cursor.execute(_SEQUENCES, [role, role, schema_name, role, schema_name, schema_name])
        assert cursor.fetchone() == (True,)
    assert {tables.pop(name) for name in BOOKS} == {"SELECT INSERT"}
    assert set(tables.values()) == {"SELECT INSERT UPDATE DELETE"}
