"""A schema's tables as an archive needs them: which, with which columns, in which order."""

from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper

from . import ports

MIGRATIONS = "django_migrations"  # ours come from running them, never from a file

_TABLES = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p')
GROUP BY 1 ORDER BY 1
"""
_REFERENCES = """
SELECT DISTINCT f.relname, t.relname
FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
WHERE k.contype = 'f' AND k.connamespace = %s::regnamespace AND f.oid <> t.oid
"""
# every sequence of a column: the table, the column, the sequence
_SEQUENCES = """
SELECT t.relname, a.attname, s.relname
FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass
JOIN pg_class t ON t.oid = d.refobjid
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S' AND s.relnamespace = %s::regnamespace ORDER BY 3
"""


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class OwnedSequence:
    table: str
    column: str
    name: str


def tables_of(cursor: CursorWrapper, schema_name: str) -> list[Table]:
    """Those whose rows go along, referenced ones before those that refer to them."""
    cursor.execute(_TABLES, [schema_name])
    found = {name: Table(name, tuple(columns)) for name, columns in cursor.fetchall()}
    cursor.execute(_REFERENCES, [schema_name])
    needs: dict[str, set[str]] = {name: set() for name in found}
    for table, target in cursor.fetchall():
        needs[table].add(target)
    ordered = _in_order(needs)
    return [found[n] for n in ordered if n not in ports.left_out and n != MIGRATIONS]


def sequences_of(cursor: CursorWrapper, schema_name: str) -> list[OwnedSequence]:
    cursor.execute(_SEQUENCES, [schema_name])
    return [OwnedSequence(*row) for row in cursor.fetchall()]


def _in_order(needs: dict[str, set[str]]) -> list[str]:
    """By names, each after what it needs; a circle (Django's keys are checked at commit) is simply cut."""
    done: dict[str, None] = {}

    def visit(name: str, above: frozenset[str]) -> None:
        if name in done or name in above:
            return
        for other in sorted(needs[name]):
            visit(other, above | {name})
        done[name] = None

    for name in sorted(needs):
        visit(name, frozenset())
    return list(done)
