"""What really changed in the database, whoever wrote it and however: triggers on every table put it down."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models

Json = dict[str, Any]
_SETUP = """
CREATE TABLE public.witnessed (number bigserial, place text, was jsonb, became jsonb);
CREATE FUNCTION public.witness() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO public.witnessed (place, was, became)
VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW)); RETURN NULL; END $$;
"""


@dataclass(frozen=True)
class Seen:
    """What became of one row; `was` is None of a new one, `became` of one that is gone. By column."""

    model: type[models.Model]
    pk: Any
    was: Json | None
    became: Json | None

    @property
    def columns(self) -> set[str]:
        """Those with another value than before."""
        was, became = self.was or {}, self.became or {}
        return {name for name in was | became if was.get(name) != became.get(name)}


class Witness:
    """Must be there before rows are written; all of it goes with the test's rollback."""

    def __init__(self, schema: str) -> None:
        self.tables = {
            f"{schema if is_of_shops(model) else 'public'}.{model._meta.db_table}": model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed
        }
        watch = (
            f'CREATE TRIGGER witness AFTER INSERT OR UPDATE OR DELETE ON "{place[0]}"."{place[1]}"'
            " FOR EACH ROW EXECUTE FUNCTION public.witness();"
            for place in (table.split(".") for table in self.tables)
        )
        with connection.cursor() as cursor:
            cursor.execute(_SETUP + "".join(watch))

    def seen(self) -> list[Seen]:
        """Since `forget`: one a row, from its first value to its last; what came and went again is nothing."""
        rows: dict[tuple[str, Any], list[Json | None]] = {}
        for place, was, became in self._written():
            key = (place, (became or was or {})[self.tables[place]._meta.pk.column])
            rows.setdefault(key, [was, became])[1] = became
        return [
            Seen(self.tables[place], pk, was, became)
            for (place, pk), (was, became) in rows.items()
            if was != became
        ]

    def forget(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM public.witnessed")

    def _written(self) -> Iterator[tuple[str, Json | None, Json | None]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT place, was, became FROM public.witnessed ORDER BY number")
            for place, was, became in cursor.fetchall():
                yield place, _parsed(was), _parsed(became)


def _parsed(row: Any) -> Json | None:
    return json.loads(row) if isinstance(row, str) else row


def is_of_shops(model: type[models.Model]) -> bool:
    """Whether every shop has this table; else it is one of the platform's."""
    return apps.get_app_config(model._meta.app_label).name in settings.TENANT_APPS
