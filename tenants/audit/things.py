"""The rows that changes are about, read at once for each table: what they are called, and what they are part of."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import models

from . import scope

if TYPE_CHECKING:
    from .watching import Change

Model = type[models.Model]
Key = tuple[Model, Any]


class Things:
    """As many queries as there are tables in the changes, however many rows they have."""

    def __init__(self, changes: "Iterable[Change]") -> None:
        self._rows: dict[Model, dict[Any, models.Model]] = {}
        self._changes = {(change.model, change.pk): change for change in changes}
        self._read({*self._changes, *self._named()})
        above = self._above(self._changes)
        while above:
            self._read(above)
            above = self._above(above)

    def whole(self, model: Model, pk: Any) -> Key:
        """The product of a variant, the order of a parcel's line: up to what is part of nothing."""
        while (above := self._parent(model, pk)) is not None:
            model, pk = above
        return model, pk

    def text(self, model: Model, pk: Any) -> str:
        """What it is called: as it is now, or as it was when it is gone."""
        change = self._changes.get((model, pk))
        if model._meta.auto_created:
            return self._linked_text(model, change)
        row = self._rows.get(model, {}).get(pk)
        try:
            if row is None and change is not None:
                row = model(pk=pk, **(change.before or change.after or {}))
            return str(row)[:200] if row is not None else ""
        except Exception:  # a name that cannot be told must not keep anybody from working
            return ""

    def _linked_text(self, model: Model, change: "Change | None") -> str:
        """Of a link between two things, the other one: the category of a product."""
        row, whole = (change and (change.after or change.before)) or {}, scope.parent_field(model)
        for field in _foreign_keys(model):
            if field is not whole and row.get(field.attname):
                return self.text(_model_of(field), row[field.attname])
        return ""

    def _parent(self, model: Model, pk: Any) -> Key | None:
        field = scope.parent_field(model)
        if field is None:
            return None
        change = self._changes.get((model, pk))
        said = (change.after or change.before or {}) if change else {}
        key = said.get(field.attname)
        if key is None:
            key = getattr(self._rows.get(model, {}).get(pk), field.attname, None)
        return (_model_of(field), key) if key is not None else None

    def _above(self, below: Iterable[Key]) -> set[Key]:
        found = {self._parent(model, pk) for model, pk in below}
        return {
            key for key in found if key is not None and key[1] not in self._rows.get(key[0], {})
        }

    def _named(self) -> Iterator[Key]:
        """What the values before and after point to."""
        for (model, _pk), change in self._changes.items():
            for field in _foreign_keys(model):
                for row in (change.before, change.after):
                    if row and row.get(field.attname) is not None:
                        yield _model_of(field), row[field.attname]

    def _read(self, keys: Iterable[Key]) -> None:
        wanted: dict[Model, set[Any]] = {}
        for model, pk in keys:
            if not model._meta.auto_created and pk is not None:
                wanted.setdefault(model, set()).add(pk)
        for model, pks in wanted.items():
            near = [
                field.name for field in _foreign_keys(model) if not field.null
            ]  # a name may need
            rows = model._base_manager.select_related(*near).filter(pk__in=pks)
            known = self._rows.setdefault(model, {})
            known.update(dict.fromkeys(pks))  # type: ignore[arg-type]  # gone, unless it is found
            known.update((row.pk, row) for row in rows)


def _foreign_keys(model: Model) -> "list[models.ForeignKey[Any, Any]]":
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _model_of(field: "models.ForeignKey[Any, Any]") -> Model:
    model = field.related_model
    assert isinstance(model, type)
    return model
