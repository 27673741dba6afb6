"""Which tables the shop's public pages show. Filled by each module's AppConfig.ready."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

WRITES = ("INSERT", "UPDATE", "DELETE")
_WRITTEN = re.compile(
    r'\b(INSERT|UPDATE|DELETE)\s+(?:(?:INTO|FROM)\s+)?(?:ONLY\s+)?"?(\w+)"?', re.IGNORECASE
)
_READS = ("SELECT", "SAVEPO", "RELEAS", "ROLLBA", "SET SE", "SET LO")


@dataclass(frozen=True)
class _Shown:
    in_frame: bool
    by: frozenset[str]


_tables: dict[str, _Shown] = {}
_moments: list[Callable[[], models.QuerySet]] = []


def shown_on_pages(
    *shown: type[models.Model], in_frame: bool = False, by: Iterable[str] = WRITES
) -> None:
    """Every write to these tables, whoever makes it, renews the shop's pages.

    in_frame: what every page shows and `KeptNear` keeps (name, look, categories). by: only these statements
    count; the module calls `renew_pages` itself for the others.
    """
    for model in shown:
        _tables[model._meta.db_table] = _Shown(in_frame, frozenset(by))


def changes_at(query: Callable[[], models.QuerySet]) -> None:
    """Pages change at a moment without a write: a query for the next such moment, one row of one column at most."""
    _moments.append(query)


def next_moments() -> list[models.QuerySet]:
    return [query() for query in _moments]


def tables_shown() -> frozenset[str]:
    return frozenset(_tables)


def written_and_shown(sql: str) -> list[bool]:
    """For each table on pages that a statement writes to: whether it is part of the frame."""
    if sql[:6].upper() in _READS:
        return []
    written = ((verb.upper(), _tables.get(name)) for verb, name in _WRITTEN.findall(sql))
    return [shown.in_frame for verb, shown in written if shown and verb in shown.by]
