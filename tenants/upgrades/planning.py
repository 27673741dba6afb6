"""What a schema lacks, and whether what one shop's upgrade executes can be executed in every other.

It can when every operation only says what tables are to look like (or is SQL text anyway), in a transaction.
Python code, operations of others, renamed models and defaults that differ from call to call go the ordinary way.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.contrib.postgres import operations as postgres
from django.db import connection, models
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

_TEXT = (
    operations.CreateModel,
    operations.DeleteModel,
    operations.AlterModelTable,
    operations.AlterModelTableComment,
    operations.AlterUniqueTogether,
    operations.AlterIndexTogether,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
    operations.AlterOrderWithRespectTo,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RenameIndex,
    operations.AddConstraint,
    operations.AlterConstraint,
    operations.RemoveConstraint,
    operations.AddField,
    operations.RemoveField,
    operations.AlterField,
    operations.RenameField,
    operations.RunSQL,
)
_NOT_TEXT = (postgres.AddIndexConcurrently, postgres.RemoveIndexConcurrently)
_NEEDING_PERMISSIONS = (operations.CreateModel, operations.AlterModelOptions)


def target_digest() -> str:
    """Of every migration the code has."""
    names = sorted(f"{app}.{name}" for app, name in MigrationLoader(None).graph.nodes)
    return hashlib.md5(" ".join(names).encode(), usedforsecurity=False).hexdigest()


def missing_migrations() -> list[Migration]:
    """In order, for the schema we are in."""
    executor = MigrationExecutor(connection)
    return [
        migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def obstacle_to_text(migrations: Iterable[Migration]) -> str:
    """Why these can't be repeated from their text; empty when they can."""
    for migration in migrations:
        name = f"{migration.app_label}.{migration.name}"
        if not migration.atomic:
            return f"{name} is not atomic"
        if migration.replaces:
            return f"{name} replaces others"
        for operation in _flat(migration.operations):
            if why := _obstacle(operation):
                return f"{name}: {why}"
    return ""


def adds_models(migrations: Iterable[Migration]) -> bool:
    """Whether content types and permissions have to be looked after."""
    return any(
        isinstance(operation, _NEEDING_PERMISSIONS)
        for migration in migrations
        for operation in _flat(migration.operations)
    )


def _flat(found: Iterable[Operation]) -> Iterator[Operation]:
    for operation in found:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from _flat([*operation.database_operations, *operation.state_operations])
        else:
            yield operation


def _obstacle(operation: Operation) -> str:
    if isinstance(operation, _NOT_TEXT) or not isinstance(operation, _TEXT):
        return type(operation).__name__
    if isinstance(operation, operations.AddField | operations.AlterField) and _varies(
        operation.field
    ):
        return f"the default of {operation.model_name}.{operation.name} differs from call to call"
    return ""


def _varies(field: models.Field) -> bool:
    """A secret made by a default must not be the same in every shop; a time may."""
    if not callable(field.default) or field.default is models.NOT_PROVIDED:
        return False
    first, second = field.default(), field.default()
    return first != second and not isinstance(first, date | datetime)
