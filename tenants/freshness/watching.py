"""Notices writes to what pages show on the connection itself, so that no service can forget to say so.

Bulk updates, imports, Wagtail's own pages and code that is yet to be written pass here as well.
"""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django_tenants.utils import get_public_schema_name

from kernel.schema import current_schema

from .registry import written_and_shown
from .services import in_transaction, renew_pages

Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """On every new connection."""
    if notice_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(notice_writes)


def notice_writes(
    execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    in_frames = written_and_shown(sql) if isinstance(sql, str) else []
    if not in_frames or not _in_a_whole_shop(context["connection"]):
        return execute(sql, params, many, context)
    with in_transaction():
        result = execute(sql, params, many, context)
        renew_pages(in_frame=any(in_frames))
    return result


def _in_a_whole_shop(connection: Any) -> bool:
    """Not in public, nor in a migration, which may run before our own table is there."""
    return not connection.changing_schema and current_schema() != get_public_schema_name()
