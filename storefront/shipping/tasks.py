import time

from kernel.tenant_task import tenant_task

from .dispatching.services import finish_dispatch, send_next
from .models import DispatchJob

TURN_SECONDS = 20.0  # then the next shop's task has its turn


@tenant_task(name="shipping.send_parcels")
def send_parcels(schema_name: str, job_id: int) -> None:
    """Send the good lines of a list for one turn; sends itself again while there are more. May run twice."""
    with DispatchJob.objects.get(pk=job_id).carrying_on():
        _one_turn(job_id)


def _one_turn(job_id: int) -> None:
    until = time.monotonic() + TURN_SECONDS
    while send_next(job_id):
        if time.monotonic() > until:
            send_parcels.send(job_id)
            return
    finish_dispatch(job_id)
