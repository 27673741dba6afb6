"""django-tenants' PostgreSQL backend with six differences.

A tenant's search path never reaches `public`: a missing table is an error, not a silent read of another
schema's rows. Entering a tenant does not empty the content-type cache, because ours is keyed by schema
(tenants.directory.contenttypes). The search path is set only when the connection has another one: a second
request to the same shop, and a visit to public without a statement, cost nothing. And whether a kept
connection still works is seen at its socket first, without a statement: nothing to read from an idle
server means nothing happened. And it knows when migrations are at work (changing_schema).
A watcher on the connection is told of rows written through the ORM, before a commit and after a rollback: that is how
the trail of changes is complete and is committed with what it tells of (ADR 11).
A connection that has been in many shops is closed after the request: its backend keeps about 1 MB of each for good.
"""

import select
from contextlib import AbstractContextManager
from typing import Any, Protocol

from django.conf import settings
from django_tenants.postgresql_backend import base
from django_tenants.utils import get_public_schema_name

from .operations import DatabaseOperations


class SchemaEditor(base.DatabaseWrapper.SchemaEditorClass):  # type: ignore[misc]
    """Says on the connection that tables are being made or changed: a table may not be there yet."""

    def __enter__(self):
        self.connection.changing_schema += 1
        return super().__enter__()

    def __exit__(self, *error):
        self.connection.changing_schema -= 1
        return super().__exit__(*error)


class Watcher(Protocol):
    """Told of every row written through the ORM on a connection (tenants.audit)."""

    def inserting(self, query: Any) -> AbstractContextManager[Any]: ...
    def updating(self, query: Any) -> AbstractContextManager[None]: ...
    def deleting(self, query: Any) -> AbstractContextManager[None]: ...
    def before_commit(self) -> None: ...
    def rolled_back(self, savepoint: str | None = None) -> None: ...


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
    watcher: Watcher | None = None
    SchemaEditorClass = SchemaEditor
    changing_schema = 0
    schema_name: str
    schemas_entered: set[str]  # by the present connection
    search_path_set_schemas: list[str] | None

    def __init__(self, *args, **kwargs):
        self.schemas_entered = set()
        super().__init__(*args, **kwargs)

    def set_tenant(self, tenant, include_public=False):
        self.tenant = tenant
        self.schema_name = tenant.schema_name
        self.include_public_schema = False
        self.set_settings_schema(self.schema_name)

    def set_schema(self, schema_name, include_public=False, tenant_type=None):
        self.set_tenant(base.FakeTenant(schema_name=schema_name, tenant_type=tenant_type))

    def _handle_search_path(self, cursor=None):
        """search_path_set_schemas is what the connection has; every kind of rollback and closing forget it."""
        if self.search_path_set_schemas != self._get_cursor_search_paths():
            self.search_path_set_schemas = None
            super()._handle_search_path(cursor)
            self.schemas_entered.add(self.schema_name)

    def connect(self):
        self.schemas_entered = set()
        super().connect()

    def close_if_unusable_or_obsolete(self):
        """Asked before and after each request and task."""
        if len(self.schemas_entered) > settings.MALL_SCHEMAS_PER_CONNECTION:
            self.close()
        super().close_if_unusable_or_obsolete()

    def commit(self):
        if self.watcher:
            try:
                self.watcher.before_commit()
            except BaseException:  # whatever it was: what cannot be told of is not done
                self.rollback()
                raise
        super().commit()

    def rollback(self):
        if self.watcher:
            self.watcher.rolled_back()
        super().rollback()

    def savepoint_rollback(self, sid):
        if self.watcher:
            self.watcher.rolled_back(sid)
        super().savepoint_rollback(sid)

    def is_usable(self):
        """Asked once a request. A server that ended has closed the socket, so there is something to read."""
        if self.connection is None or self.connection.closed:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN | select.POLLPRI)
        return not poll.poll(0) or super().is_usable()

    def _get_cursor_search_paths(self):
        first = self.schema_name or get_public_schema_name()
        paths = [first, *settings.PG_EXTRA_SEARCH_PATHS]
        for path in paths:
            base._check_schema_name(path)
        return paths
