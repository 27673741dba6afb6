"""Owner's rights for a moment, in a process that has only the application's (see ledger.rights)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from psycopg2.extensions import TRANSACTION_STATUS_INERROR, TRANSACTION_STATUS_UNKNOWN


@contextmanager
def owner_rights() -> Iterator[None]:
    """Make, change or drop tables inside; nothing to do where the process is the owner anyhow."""
    if not settings.MALL_DATABASE_ROLE:
        yield
        return
    _set_role("NONE")
    try:
        yield
    finally:
        if _can_be_told():
            _set_role(f'"{settings.MALL_DATABASE_ROLE}"')


def _set_role(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")


def _can_be_told() -> bool:
    """A transaction that failed takes SET ROLE back by itself, and a new connection starts without it."""
    link = connection.connection
    broken = (TRANSACTION_STATUS_INERROR, TRANSACTION_STATUS_UNKNOWN)
    return link is not None and not link.closed and link.info.transaction_status not in broken
