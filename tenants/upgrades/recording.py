"""Running missing migrations once for real and keeping the text of what was executed."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

# checks of foreign keys left over from one migration's rows would refuse the next one's ALTER TABLE
_SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"


class RecordingExecutor(MigrationExecutor):
    """`statements`: what the migrations executed to change the schema, without what they asked it."""

    def __init__(self) -> None:
        super().__init__(connection)
        self.statements: list[str] = []

    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        with _editor_class(self.statements)(self.connection, atomic=True) as editor:
            editor.execute(_SETTLE, params=None)
            state = migration.apply(state, editor)
        self.record_migration(migration)  # type: ignore[call-arg,arg-type]  # stubs of an older Django
        return state


def migrate_and_record() -> list[str]:
    """Bring the present schema up to date inside the caller's transaction; the statements that did it."""
    executor = RecordingExecutor()
    executor.migrate(executor.loader.graph.leaf_nodes())
    return executor.statements


def _editor_class(statements: list[str]) -> Any:
    def note(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if params:
            raise RuntimeError(f"a statement with parameters can't be repeated: {sql}")
        statements.append(str(sql))
        return execute(sql, params, many, context)

    class Recorder(connection.SchemaEditorClass):  # type: ignore[name-defined,misc]
        def execute(self, sql: Any, params: Any = ()) -> Any:
            with self.connection.execute_wrapper(note):
                return super().execute(sql, params)

    return Recorder
