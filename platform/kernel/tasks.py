from celery import shared_task

from .chores import do_chores, shops_of_the_hour
from .tenant_task import tenant_task


@tenant_task(name="kernel.do_chores", expires=3 * 3600)
def do_chores_of_shop(schema_name: str) -> None:
    do_chores()


@shared_task(name="kernel.send_chores", expires=1800)
def send_chores() -> None:
    """Every hour, from Celery beat."""
    for schema_name in shops_of_the_hour():
        do_chores_of_shop.send_to(schema_name)
