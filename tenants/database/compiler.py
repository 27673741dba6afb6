"""Django's compilers, which tell the connection's watcher of every row that is written.

Saves, bulk writes, updates and deletes of querysets all pass here, and nowhere else would see them all: signals are
not sent for `update()` and `bulk_create()`. Without a watcher (shoppers, tasks, commands) this costs one look at an
attribute.
"""

from typing import TYPE_CHECKING

from django.db.backends.postgresql import compiler as postgres
from django.db.backends.postgresql.compiler import SQLAggregateCompiler, SQLCompiler

if TYPE_CHECKING:
    from .base import DatabaseWrapper

__all__ = [
    "SQLAggregateCompiler",
    "SQLCompiler",
    "SQLDeleteCompiler",
    "SQLInsertCompiler",
    "SQLUpdateCompiler",
]


class SQLInsertCompiler(postgres.SQLInsertCompiler):
    connection: "DatabaseWrapper"

    def execute_sql(self, returning_fields=None):  # type: ignore[override]  # as Django's own
        watcher = self.connection.watcher
        if watcher is None:
            return super().execute_sql(returning_fields)
        with watcher.inserting(self.query) as answer:
            rows = super().execute_sql(returning_fields)
            answer.fields, answer.rows = returning_fields or (), rows or ()
        return rows


class SQLUpdateCompiler(postgres.SQLUpdateCompiler):
    connection: "DatabaseWrapper"

    def execute_sql(self, result_type):  # type: ignore[override]  # as Django's own
        watcher = self.connection.watcher
        values = self.query.values  # type: ignore[attr-defined]  # the stubs leave it out
        if watcher is None or not values:
            return super().execute_sql(result_type)
        with watcher.updating(self.query):
            return super().execute_sql(result_type)


class SQLDeleteCompiler(postgres.SQLDeleteCompiler):
    connection: "DatabaseWrapper"

    def execute_sql(self, result_type):  # type: ignore[override]  # as Django's own
        watcher = self.connection.watcher
        if watcher is None:
            return super().execute_sql(result_type)
        with watcher.deleting(self.query):
            return super().execute_sql(result_type)
