"""Which tables the shop's public pages show. Filled by each module's AppConfig.ready."""

import re

from django.db import models

_tables: dict[str, bool] = {}
_WRITTEN = re.compile(r'\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?"?(\w+)"?', re.I)
_READS = ("SELECT", "SAVEPO", "RELEAS", "ROLLBA", "SET SE", "SET LO")


def shown_on_pages(*shown: type[models.Model], in_frame: bool = False) -> None:
    """Every write to these tables, whoever makes it, renews the shop's pages.

    in_frame: what every page shows and `KeptNear` keeps (name, look, categories).
    """
    for model in shown:
        _tables[model._meta.db_table] = in_frame


def tables_shown() -> dict[str, bool]:
    """By table: whether it is part of the frame."""
    return dict(_tables)


def written_and_shown(sql: str) -> list[bool]:
    """For each table on pages that a statement writes to: whether it is part of the frame."""
    if sql[:6].upper() in _READS:
        return []
    return [_tables[name] for name in _WRITTEN.findall(sql) if name in _tables]
