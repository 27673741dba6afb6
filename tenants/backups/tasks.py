from celery import shared_task
from django_tenants.utils import schema_context

from kernel.tenant_task import tenant_task

from .services import look_after, write_export


@tenant_task(name="backups.write_export")
def write_export_task(schema_name: str, export_id: int) -> None:
    with schema_context("public"):
        write_export(export_id)


@shared_task(name="backups.look_after", expires=60)
def look_after_task() -> None:
    with schema_context("public"):
        look_after()
