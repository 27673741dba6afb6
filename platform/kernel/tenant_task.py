"""Celery tasks that belong to one shop.

    @tenant_task(name="catalog.import_products")
    def import_products(schema_name: str, job_id: int) -> None: ...

    import_products.send(job.pk)      # in the web process: the present schema, after commit

A worker has no request and so no host: the task's first argument names the schema, and the base class
enters it and leaves it again whatever happens. A task whose shop is gone meanwhile does nothing.
"""

import inspect
import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from celery import Task, shared_task
from django.db import transaction
from django.db.models import Model
from django_tenants.postgresql_backend.base import FakeTenant
from django_tenants.utils import (
    get_public_schema_name,
    get_tenant_model,
    schema_context,
    tenant_context,
)

from .schema import current_schema

log = logging.getLogger(__name__)

_BROKER_PAUSE_SECONDS = 2.0
_broker_silent_until = 0.0  # shared by all threads on purpose


class TenantTask(Task):
    """Runs its body inside the schema named by the first argument."""

    abstract = True

    def __call__(self, schema_name: str, *args: Any, **kwargs: Any) -> Any:
        self._assert_start(schema_name)
        tenant = _tenant(schema_name)
        if tenant is None:
            log.warning("task_without_shop: %s %s", self.name, schema_name)
            return None
        with tenant_context(tenant):
            return self.run(schema_name, *args, **kwargs)

    def send(self, *args: Any, **kwargs: Any) -> None:
        """Enqueue for the present schema after this transaction commits; never fails.

        A dead broker is logged and forgotten: what must happen all the same is found by a sweeper.
        """
        self.send_to(current_schema(), *args, **kwargs)

    def send_to(self, schema_name: str, *args: Any, **kwargs: Any) -> None:
        """As send(), for a named schema."""
        transaction.on_commit(lambda: self._enqueue(schema_name, args, kwargs), robust=True)

    def send_for(self, at: datetime, *args: Any, **kwargs: Any) -> None:
        """As send(), to start at a time to come: seconds ahead, as workers hold such messages in memory."""
        schema_name = current_schema()
        transaction.on_commit(lambda: self._enqueue(schema_name, args, kwargs, eta=at), robust=True)

    def _enqueue(
        self, schema_name: str, args: tuple[Any, ...], kwargs: dict[str, Any], **when: datetime
    ) -> None:
        global _broker_silent_until
        if time.monotonic() < _broker_silent_until:
            return
        try:
            self.apply_async((schema_name, *args), kwargs, retry=False, ignore_result=True, **when)
        except Exception as error:  # kombu lets many kinds through; none may reach the shopper
            _broker_silent_until = time.monotonic() + _BROKER_PAUSE_SECONDS
            log.warning("broker_unavailable: %s: %s", self.name, error)

    def _assert_start(self, schema_name: str) -> None:
        allowed = {get_public_schema_name()}
        if self.request.called_directly:
            allowed.add(schema_name)
        if current_schema() not in allowed:
            raise RuntimeError(f"{self.name} for {schema_name} starts in {current_schema()}")


def tenant_task(*, name: str, **options: Any) -> Callable[[Callable[..., Any]], TenantTask]:
    """Declare a task of one shop; `options` are Celery's. Its function takes `schema_name` first."""

    def declare(function: Callable[..., Any]) -> TenantTask:
        if next(iter(inspect.signature(function).parameters), "") != "schema_name":
            raise TypeError(f"the first argument of task {name} must be schema_name")
        return cast(TenantTask, shared_task(name=name, base=TenantTask, **options)(function))

    return declare


def _tenant(schema_name: str) -> Model | FakeTenant | None:
    public = get_public_schema_name()
    if schema_name == public:
        return FakeTenant(public)
    with schema_context(public):
        return get_tenant_model().objects.filter(schema_name=schema_name).first()
