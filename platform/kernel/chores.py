"""What every shop has done for it once a day: books checked, what nobody needs any more cleared away.

    @chore(name="cart.forget_old_carts")
    def forget_old_carts() -> None: ...

A chore finds its own work in the present schema, may run twice, and stays quick: a few statements. Each has a
transaction of its own; one that fails is logged and leaves the others alone. In public only those are done whose app
has tables there.
"""

import logging
from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django_tenants.utils import get_public_schema_name, get_tenant_model, schema_context

from .clock import now
from .schema import current_schema

log = logging.getLogger(__name__)

_HOURS = 24
_chores: dict[str, Callable[[], None]] = {}


def chore(*, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare a daily chore; its module is `<app>/chores.py`."""

    def declare(function: Callable[[], None]) -> Callable[[], None]:
        if _chores.setdefault(name, function) is not function:
            raise ValueError(f"there are two chores {name}")
        return function

    return declare


def do_chores() -> list[str]:
    """All that have work in the present schema; answers the names of those that failed."""
    here = (
        settings.SHARED_APPS
        if current_schema() == get_public_schema_name()
        else settings.TENANT_APPS
    )
    return [
        name
        for name, function in sorted(_chores.items())
        if _app_of(function) in here and not _do(name, function)
    ]


def shops_of_the_hour() -> list[str]:
    """Every shop has its hour of the day, so that a thousand do not begin at once; public takes the first."""
    hour, public = now().hour, get_public_schema_name()
    with schema_context(public):
        tenants = get_tenant_model().objects.order_by("pk").values_list("pk", "schema_name")
        names = _that_exist([name for pk, name in tenants if pk % _HOURS == hour])
    return [public, *names] if hour == 0 else names


def _that_exist(names: list[str]) -> list[str]:
    """Without shops that are only wished for: their schema is not made yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname = ANY(%s)", [names])
        made = {name for (name,) in cursor.fetchall()}
    return [name for name in names if name in made]


def _app_of(function: Callable[[], None]) -> str:
    config = apps.get_containing_app_config(function.__module__)
    return config.name if config else ""


def _do(name: str, function: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            function()
    except Exception:  # a chore may raise anything; the next one is none of its business
        log.exception("chore_failed: %s", name)
        return False
    return True
