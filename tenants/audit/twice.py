"""A step that changes many things by many statements: looked at before and after, instead of at every statement."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models

from . import scope
from .watching import Recorder, Row

Model = type[models.Model]


@contextmanager
def looking_twice(thing: Model, ids: Iterable[Any]) -> Iterator[set[Any]]:
    """These things and all their parts; put into the set that it yields what is made meanwhile."""
    known = set(ids)
    watcher = connection.watcher  # type: ignore[attr-defined]  # ours
    if not isinstance(watcher, Recorder):
        yield known
        return
    family = _family(thing)
    before = {model: _rows(model, path, known) for model, path in family.items()}
    with watcher.looking_away(family):
        yield known
    for model, path in family.items():
        watcher.compared(model, before[model], _rows(model, path, known))


def _rows(model: Model, path: str, ids: set[Any]) -> dict[Any, Row]:
    found = (
        model._base_manager.filter(**{f"{path}__in": ids}) if ids else model._base_manager.none()
    )
    return {row.pop("pk"): row for row in found.values("pk", *scope.kept_fields(model))}


@cache
def _family(thing: Model) -> dict[Model, str]:
    """The tables of the thing and its parts, each with how it leads to the thing."""
    watched = [m for m in apps.get_models(include_auto_created=True) if scope.is_watched(m)]
    paths = {model: _path(model, thing) for model in watched}
    return {model: path for model, path in paths.items() if path}


def _path(model: Model, thing: Model) -> str:
    """`variant__product` from stock to a product; empty where it is no part of it."""
    if model is thing:
        return "pk"
    field = scope.parent_field(model)
    if field is None or not isinstance(field.related_model, type):
        return ""
    if field.related_model is thing:
        return field.name
    further = _path(field.related_model, thing)
    return f"{field.name}__{further}" if further else ""
