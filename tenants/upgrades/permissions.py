"""Content types and permissions of all models of a shop, in two statements: what Django does after a migration."""

import functools

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import (  # type: ignore[attr-defined]  # what migrate itself calls
    _get_all_permissions,
)
from django.db import connection

Row = tuple[str, str, str, str]  # app, model, codename, name

_TYPES = """
INSERT INTO django_content_type (app_label, model)
SELECT DISTINCT w.app_label, w.model FROM unnest(%s::text[], %s::text[]) AS w (app_label, model)
WHERE NOT EXISTS (
    SELECT 1 FROM django_content_type t WHERE t.app_label = w.app_label AND t.model = w.model)
"""
_PERMISSIONS = """
INSERT INTO auth_permission (name, content_type_id, codename)
SELECT w.name, t.id, w.codename
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS w (app_label, model, codename, name)
JOIN django_content_type t ON t.app_label = w.app_label AND t.model = w.model
WHERE NOT EXISTS (
    SELECT 1 FROM auth_permission p WHERE p.content_type_id = t.id AND p.codename = w.codename)
"""


def add_missing_permissions() -> int:
    """In the present schema; how many permissions are new."""
    columns = [list(column) for column in zip(*_wanted(), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_TYPES, columns[:2])
        cursor.execute(_PERMISSIONS, columns)
        return cursor.rowcount


@functools.cache
def _wanted() -> tuple[Row, ...]:
    names = set(settings.TENANT_APPS)
    return tuple(
        (model._meta.app_label, model._meta.model_name or "", codename, str(name))
        for config in apps.get_app_configs()
        if config.name in names
        for model in config.get_models()
        for codename, name in _get_all_permissions(model._meta)
    )
