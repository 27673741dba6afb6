import logging

from celery import shared_task
from django_tenants.utils import schema_context

from kernel.tenant_task import tenant_task

from .pool import fill_pool
from .replay import DumpFailed
from .services import look_after, run_opening
from .template import build_template, ready_template

log = logging.getLogger(__name__)


@tenant_task(name="provisioning.run_opening")
def run_opening_task(schema_name: str, opening_id: int) -> None:
    run_opening(opening_id)


@shared_task(name="provisioning.keep_ready", expires=60)
def keep_ready() -> None:
    """A template for the running code, and MALL_POOL_SIZE schemas made of it."""
    with schema_context("public"):
        try:
            if ready_template() or build_template():
                fill_pool()
        except DumpFailed as error:
            log.error("template_not_built: %s", error)


@shared_task(name="provisioning.look_after", expires=60)
def look_after_task() -> None:
    with schema_context("public"):
        look_after()
