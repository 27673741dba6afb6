"""Which schema we are in."""

from django.db import connection


def current_schema() -> str:
    return connection.schema_name  # type: ignore[attr-defined]  # django-tenants adds it
