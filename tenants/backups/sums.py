"""What the books of a schema add up to: two archives of the same state answer the same."""

from django.db.backends.utils import CursorWrapper
from django_tenants.postgresql_backend.base import _check_schema_name

_SUMS = """
SELECT a.kind || ' ' || a.unit, a.moved, a.posted, a.held FROM (
    SELECT a.kind, a.unit, sum(coalesce(m.amount, 0))::bigint AS moved,
        sum(a.posted)::bigint AS posted, sum(a.held)::bigint AS held
    FROM "{schema}".ledger_account a
    LEFT JOIN (
        SELECT account, sum(amount) AS amount FROM (
            SELECT credit_id AS account, amount FROM "{schema}".ledger_transfer
            UNION ALL SELECT debit_id, -amount FROM "{schema}".ledger_transfer
        ) t GROUP BY 1
    ) m ON m.account = a.id
    GROUP BY 1, 2
) a ORDER BY 1
"""


def ledger_sums(cursor: CursorWrapper, schema_name: str) -> dict[str, list[int]]:
    """{kind and unit: [moved by transfers, balances stored, held]}."""
    _check_schema_name(schema_name)
    cursor.execute(_SUMS.format(schema=schema_name))
    return {name: list(figures) for name, *figures in cursor.fetchall()}
