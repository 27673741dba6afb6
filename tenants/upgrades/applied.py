"""Which migrations every schema has, asked for all shops in one statement a batch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connections
from django.db.backends.utils import CursorWrapper

BATCH = 200  # schemas a statement: its locks must fit into the lock table


@dataclass(frozen=True)
class Applied:
    """`digest` of the names of the migrations a schema has; empty when it could not be read."""

    schema_name: str
    digest: str


def applied_in(schema_names: Sequence[str]) -> list[Applied]:
    """In the order given. A connection of its own: a backend keeps memory for every schema it touched."""
    link = connections.create_connection("default")
    try:
        with link.cursor() as cursor:
            found = {
                name: digest
                for batch in _batches(schema_names)
                for name, digest in _ask(cursor, batch)
            }
    finally:
        link.close()
    return [Applied(name, found.get(name) or "") for name in schema_names]


def _ask(cursor: CursorWrapper, names: Sequence[str]) -> list[tuple[str, str]]:
    cursor.execute("SELECT name, digest FROM public.migrations_of(%s)", [list(names)])
    return cursor.fetchall()


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), BATCH):
        yield names[start : start + BATCH]
