"""Inserts that may meet rows that are there already (`ignore_conflicts`, `update_conflicts`): what came of them."""

from typing import Any

from django.db import models

from . import scope

Row = dict[str, Any]


def rows_met(query: Any) -> dict[tuple[Any, ...], tuple[Any, Row]]:
    """The rows that now stand where the statement's are to stand: key and values, by what makes them the same."""
    names = _same_by(query)
    wanted = {tuple(getattr(row, name) for name in names) for row in query.objs}
    lookups = {f"{name}__in": {key[n] for key in wanted} for n, name in enumerate(names)}
    rows = query.model._base_manager.filter(**lookups)
    kept = {*scope.kept_fields(query.model), *names}
    found = {tuple(row[name] for name in names): row for row in rows.values("pk", *kept)}
    return {
        same: (row["pk"], _kept(query.model, row)) for same, row in found.items() if same in wanted
    }


def _kept(model: type[models.Model], row: Row) -> Row:
    return {name: row[name] for name in scope.kept_fields(model)}


def _same_by(query: Any) -> list[str]:
    if query.unique_fields:
        return [field.attname for field in query.unique_fields]
    meta = query.model._meta
    if all(row.pk is not None for row in query.objs):
        return [meta.pk.attname]
    together = [*meta.unique_together, *(c.fields for c in meta.total_unique_constraints)]
    return [meta.get_field(name).attname for name in together[0]]
