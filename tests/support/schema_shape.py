"""What a schema looks like, in lines that can be compared: the same migrations give the same lines."""

import re

from django.db import connection

_COLUMNS = """
SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || CASE a.attidentity WHEN '' THEN '' ELSE ' identity' END
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p')
"""
_CONSTRAINTS = """
SELECT c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.connamespace = %s::regnamespace AND k.contype <> 'n'
"""
_INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname = %s"
_SEQUENCES = """
SELECT 'sequence ' || sequencename || ' ' || data_type FROM pg_sequences WHERE schemaname = %s
"""
_CASTS = re.compile(r"::(?:character varying|text)(?:\[\])?")


def shape_of(schema_name: str) -> list[str]:
    """Sorted lines on columns, constraints, indexes and sequences; the schema's own name is left out."""
    lines: list[str] = []
    with connection.cursor() as cursor:
        for query in (_COLUMNS, _CONSTRAINTS, _INDEXES, _SEQUENCES):
            cursor.execute(query, [schema_name])
            lines += [_plain(line.replace(f"{schema_name}.", "")) for (line,) in cursor.fetchall()]
    return sorted(lines)


def _plain(line: str) -> str:
    """A list of words in a condition reads otherwise once it was dumped: its casts stand elsewhere."""
    if "ARRAY[" not in line:
        return line
    return _CASTS.sub("", line).replace("(", "").replace(")", "")
