"""Finding the shops whose outbox holds due work, whatever happened to the message sent on commit."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django_tenants.utils import get_public_schema_name, get_tenant_model, schema_context

from kernel import clock

BATCH = 200  # schemas a statement: the locks of one must fit into the lock table


def schemas_with_due_events(*, ahead: timedelta = timedelta()) -> list[str]:
    """Names of schemas, public among them, that hold at least one event that is due, or will be in `ahead`.

    Asks on a connection of its own: a backend keeps about 1 MB for every schema it has touched.
    """
    names, at = _schema_names(), clock.now() + ahead
    connection = connections.create_connection("default")
    try:
        with connection.cursor() as cursor:
            return [
                name for batch in _batches(names) for name in _with_due_events(cursor, batch, at)
            ]
    finally:
        connection.close()


def _with_due_events(cursor: CursorWrapper, names: list[str], at: datetime) -> list[str]:
    cursor.execute("SELECT public.schemas_with_due_events(%s, %s)", [names, at])
    return [name for (name,) in cursor.fetchall()]


def _schema_names() -> list[str]:
    public = get_public_schema_name()
    with schema_context(public):
        tenants = get_tenant_model().objects.order_by("pk")
        return [public, *tenants.values_list("schema_name", flat=True)]


def _batches(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), BATCH):
        yield names[start : start + BATCH]
