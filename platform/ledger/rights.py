"""Two database roles: the owner makes and drops schemas, the application only works in them.

Web and worker connect with MALL_DATABASE_ROLE set, so whatever they send, PostgreSQL refuses to change or
delete a row of these tables. Migrations, opening and dropping shops run as owner (`tenants.database.owner_rights`).
"""

APPLICATION_ROLE = "mall_app"
_WRITTEN_ONCE = ("ledger_txn", "ledger_transfer")


def refuse_changes(schema_name: str = "") -> str:
    """SQL that takes UPDATE, DELETE and TRUNCATE on the books from the application; of the present schema by default."""
    prefix = f'"{schema_name}".' if schema_name else ""
    tables = ", ".join(prefix + table for table in _WRITTEN_ONCE)
    return f"REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM {APPLICATION_ROLE}"
