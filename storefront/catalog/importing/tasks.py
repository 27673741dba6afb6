import time
from collections.abc import Callable
from datetime import timedelta

from kernel import clock
from kernel.tenant_task import tenant_task

from ..errors import FileUnreadable
from ..models import ImportJob
from ..models.imports import ImportState
from .checking import check_chunk
from .fetching import Hosts, fetch_next
from .reading import ProductFile
from .services import fail_import, finish_import, import_chunk, read_job

TURN_SECONDS = 20.0  # then the next shop's task has its turn
SILENCE = timedelta(seconds=45)
Chunk = Callable[[int, ProductFile], bool]  # reads a few products; True while there are more


@tenant_task(name="catalog.import_products")
def import_products(schema_name: str, job_id: int) -> None:
    """Carry an import on for one turn; sends itself again while there is more. May run twice."""
    job = ImportJob.objects.filter(pk=job_id).first()
    if job is None or not job.is_running:
        return
    with job.carrying_on():
        _one_turn(job)


def _one_turn(job: ImportJob) -> None:
    until = time.monotonic() + TURN_SECONDS
    if job.state == ImportState.CHECKING:
        if _through(job, check_chunk, until):
            import_products.send(job.pk)
        return
    is_read = job.state == ImportState.FETCHING
    if (not is_read and _through(job, import_chunk, until)) or _fetch(job, until):
        import_products.send(job.pk)
    else:
        finish_import(job.pk)


def wake(job: ImportJob) -> None:
    """A worker that was killed gives no sign of life: send its work again. Asked by the progress page."""
    if job.is_running and clock.now() - job.beat_at > SILENCE:
        ImportJob.objects.filter(pk=job.pk).update(beat_at=clock.now())
        import_products.send(job.pk)


def _through(job: ImportJob, chunk: Chunk, until: float) -> bool:
    """Chunk by chunk through the file; True when the turn ended before the file did."""
    try:
        file = read_job(job)
    except (FileUnreadable, OSError):
        fail_import(job.pk)
        return False
    while chunk(job.pk, file):
        if time.monotonic() > until:
            return True
    return False


def _fetch(job: ImportJob, until: float) -> bool:
    """True when the turn ended before the pictures did."""
    hosts = Hosts()
    while fetch_next(job.pk, hosts):
        if time.monotonic() > until:
            return True
    return False
