from datetime import timedelta

from celery import shared_task

from kernel import clock
from kernel.tenant_task import tenant_task

SWEEP_EVERY = timedelta(seconds=5)  # as config.celery has it
EVENTS_A_ROUND = 50  # a busy shop goes to the back of the queue after so many


@tenant_task(name="events.drain", expires=120)
def drain_outbox(schema_name: str) -> None:
    """The quick way: asked for on commit. May be lost; the sweeper makes it certain.

    What is due before the next sweep is asked for at its very time.
    """
    from .draining import drain
    from .selectors import next_due

    if drain(EVENTS_A_ROUND).total >= EVENTS_A_ROUND:
        drain_outbox.send()
    elif soon := next_due(clock.now(), SWEEP_EVERY):
        drain_outbox.send_for(soon)


@shared_task(name="events.sweep", expires=10)
def sweep_outboxes() -> None:
    """Every few seconds, from Celery beat. It looks ahead to the next time, so that events come to the second."""
    from .sweeping import schemas_with_due_events

    for schema_name in schemas_with_due_events(ahead=SWEEP_EVERY):
        drain_outbox.send_to(schema_name)
