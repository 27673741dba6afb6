import time
from datetime import timedelta

from kernel import clock
from kernel.tenant_task import tenant_task

from ..models import BulkJob
from .services import bulk_chunk

TURN_SECONDS = 20.0  # then the next shop's task has its turn
SILENCE = timedelta(seconds=45)


@tenant_task(name="catalog.carry_on_bulk")
def carry_on_bulk(schema_name: str, job_id: int) -> None:
    """One turn of a bulk change; sends itself again while there is more. May run twice."""
    job = BulkJob.objects.get(pk=job_id)
    until = time.monotonic() + TURN_SECONDS
    with job.carrying_on():
        while bulk_chunk(job_id):
            if time.monotonic() > until:
                carry_on_bulk.send(job_id)
                return


def wake(job: BulkJob) -> None:
    """A worker that was killed gives no sign of life: send its work again. Asked by the progress page."""
    if job.is_running and clock.now() - job.beat_at > SILENCE:
        BulkJob.objects.filter(pk=job.pk).update(beat_at=clock.now())
        carry_on_bulk.send(job.pk)
