from typing import Any

from django.db import transaction

from kernel import clock
from tenants.accounts.models import User
from tenants.audit.origin import origin_now

from ..models import BulkJob, Product
from ..models.bulk import BulkState
from .acts import do

CHUNK = 100  # products a transaction
AT_ONCE = 100  # as many are changed while the person waits


def choose_products(ids: list[int], *, by: User, name: str) -> BulkJob:
    """Remember which products are meant, until the person has said what is to be done with them."""
    now = clock.now()
    known = list(Product.objects.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    return BulkJob.objects.create(
        product_ids=known, started_by=by, by=name[:80], created_at=now, beat_at=now
    )


def start_bulk(job: BulkJob, *, act: str, details: dict[str, Any]) -> BulkJob:
    """Do it: at once when they are few, else in the background. A second start changes nothing."""
    from .tasks import carry_on_bulk

    chosen = BulkJob.objects.filter(pk=job.pk, state=BulkState.CHOSEN)
    begun = {"act": act, "details": details, "beat_at": clock.now(), "origin": origin_now()}
    if not chosen.update(state=BulkState.RUNNING, **begun):
        return job
    job.refresh_from_db()
    if job.total <= AT_ONCE:
        bulk_chunk(job.pk)
    else:
        carry_on_bulk.send(job.pk)
    job.refresh_from_db()
    return job


def stop_bulk(job: BulkJob) -> None:
    """After the products that are being changed in this moment; what was changed stays changed."""
    running = BulkJob.objects.filter(pk=job.pk, state=BulkState.RUNNING)
    running.update(state=BulkState.STOPPED, beat_at=clock.now())


@transaction.atomic
def bulk_chunk(job_id: int) -> bool:
    """Change the next products, all or nothing; True while there are more."""
    job = BulkJob.objects.select_for_update(no_key=True).get(pk=job_id)
    if not job.is_running:
        return False
    wanted = job.product_ids[job.done : job.done + CHUNK]
    locked = Product.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
    ids = list(locked.values_list("pk", flat=True))
    changed = do(job.act, ids, job.details) if ids else 0
    Product.objects.filter(pk__in=ids).update(updated_by=job.by)
    job.done += len(wanted)
    job.changed += changed
    job.left_out += len(wanted) - changed
    job.beat_at = clock.now()
    job.state = BulkState.DONE if job.done >= job.total else BulkState.RUNNING
    job.save()
    return job.is_running
