from celery import shared_task

from kernel.tenant_task import tenant_task

EVENTS_A_ROUND = 50  # a busy shop goes to the back of the queue after so many


@tenant_task(name="events.drain", expires=120)
def drain_outbox(schema_name: str) -> None:
    """The quick way: asked for on commit. May be lost; the sweeper makes it certain."""
    from .draining import drain

    if drain(EVENTS_A_ROUND).total >= EVENTS_A_ROUND:
        drain_outbox.send()


@shared_task(name="events.sweep", expires=10)
def sweep_outboxes() -> None:
    """Every few seconds, from Celery beat."""
    from .sweeping import schemas_with_due_events

    for schema_name in schemas_with_due_events():
        drain_outbox.send_to(schema_name)
