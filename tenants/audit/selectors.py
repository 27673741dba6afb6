from django.db import connection

from .models import AuditEntry

# from each value to the next by the index, instead of through all rows
_DIFFERENT = """
WITH RECURSIVE found (value) AS (
    (SELECT min({column}) FROM {table})
    UNION ALL
    SELECT (SELECT min({column}) FROM {table} WHERE {column} > found.value) FROM found WHERE found.value IS NOT NULL
) SELECT value FROM found WHERE value IS NOT NULL LIMIT %s
"""


def names_on_trail(most: int = 200) -> list[str]:
    """Who ever changed something, in the order of the alphabet."""
    return _different("actor_name", most)


def sorts_on_trail() -> list[str]:
    """Labels of what was ever changed."""
    return _different("model", 500)


def _different(column: str, most: int) -> list[str]:
    sql = _DIFFERENT.format(column=column, table=AuditEntry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql, [most])
        return [value for (value,) in cursor.fetchall()]
