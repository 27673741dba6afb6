"""Start an import and carry it on. The job's row is the cursor; whoever locks it takes the next chunk."""

import logging
import uuid
from typing import IO

from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from kernel import clock
from kernel.errors import ExpectedFailure
from tenants.accounts.models import User
from tenants.profile.selectors import current_profile

from .. import ports
from ..errors import FileUnreadable
from ..models import ImportJob, ImportPicture, ImportProblem
from ..models.imports import ImportState
from ..services.words import save_words
from .applying import Applied, apply_product, known_products
from .parsing import ParsedProduct, Target, parse_group
from .problems import RowProblem
from .reading import MAX_BYTES, Group, ProductFile, read_file
from .shelves import Shelves

log = logging.getLogger(__name__)
CHUNK = 25  # products a transaction


@transaction.atomic
def start_import(file: IO[bytes], *, filename: str, by: User | None = None) -> ImportJob:
    """Keep the file and begin to read it in the background. Raises FileUnreadable at once when it is no table
    of products, and not in the middle of the night.
    """
    from .tasks import import_products

    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileUnreadable
    found = read_file(data)
    now = clock.now()
    job = ImportJob(key=uuid.uuid4(), filename=filename[:200], started_by=by)
    job.currency, job.total = current_profile().currency, len(found.groups)
    job.created_at = job.beat_at = now
    job.file.save("products.csv", ContentFile(data), save=False)
    job.save()
    _list_problems(job, [(line, handle, why) for line, handle, why in found.problems])
    import_products.send(job.pk)
    return job


def read_job(job: ImportJob) -> ProductFile:
    with job.file.open("rb") as file:
        return read_file(file.read())


@transaction.atomic
def import_chunk(job_id: int, file: ProductFile) -> bool:
    """Put the next products into the shop, all or nothing; True while there are more.

    Another worker at the same job waits for the lock and then goes on behind this chunk.
    """
    job = ImportJob.objects.select_for_update(no_key=True).get(pk=job_id)
    if job.state not in (ImportState.WAITING, ImportState.READING):
        return False
    _apply_chunk(job, file.groups[job.done : job.done + CHUNK])
    job.done = min(job.done + CHUNK, len(file.groups))
    job.beat_at = clock.now()
    is_over = job.done >= len(file.groups)
    job.state = ImportState.FETCHING if is_over else ImportState.READING
    job.pictures_total = job.pictures.count() + job.pictures_done
    job.save()
    return not is_over


def finish_import(job_id: int) -> None:
    """Nothing is left; while another worker still holds a picture, it is that worker's to say so.

    The file goes: it may hold what things cost the merchant.
    """
    jobs = ImportJob.objects.filter(pk=job_id, state=ImportState.FETCHING)
    over = jobs.exclude(Exists(ImportPicture.objects.filter(job_id=OuterRef("pk"))))
    _end(over, ImportState.DONE)


def fail_import(job_id: int) -> None:
    """The kept file is gone or cannot be read any more."""
    _end(ImportJob.objects.filter(pk=job_id), ImportState.FAILED)


def _end(jobs: QuerySet[ImportJob], state: str) -> None:
    now = clock.now()
    for job in jobs:
        job.state, job.finished_at, job.beat_at = state, now, now
        job.save(update_fields=["state", "finished_at", "beat_at"])
        job.file.delete(save=False)


def _apply_chunk(job: ImportJob, groups: list[Group]) -> None:
    """Each product has its savepoint: one that fails takes nothing along."""
    products = _parse(job, groups)
    known = known_products(parsed.handle for parsed in products)
    shelves = Shelves()
    save_words({key: text for parsed in products for key, text in parsed.words.items()})
    stock: dict[int, int] = {}
    for parsed in products:
        category_ids = shelves.ids(parsed.categories)
        try:
            with transaction.atomic():
                applied = apply_product(parsed, known.get(parsed.handle), category_ids)
        except (ExpectedFailure, DatabaseError) as failure:
            _count_failed(job, parsed.line, parsed.handle, failure)
            continue
        stock |= applied.stock
        _count(job, parsed, applied)
    ports.stock_writer(stock)


def _parse(job: ImportJob, groups: list[Group]) -> list[ParsedProduct]:
    target = _target(job)
    products = []
    for group in groups:
        try:
            products.append(parse_group(group, target))
        except RowProblem as failure:
            _count_failed(job, group.rows[0].line, group.handle, failure)
    return products


def _count_failed(job: ImportJob, line: int, handle: str, failure: Exception) -> None:
    job.failed += 1
    _list_problems(job, [(line, handle, _reason(failure))])


def _count(job: ImportJob, parsed: ParsedProduct, applied: Applied) -> None:
    if applied.is_new:
        job.created += 1
    else:
        job.updated += 1
    for picture in applied.pictures:
        picture.job = job
    ImportPicture.objects.bulk_create(applied.pictures)
    problems = [*parsed.problems, *applied.problems]
    _list_problems(job, [(line, parsed.handle, why) for line, why in problems])


def _list_problems(job: ImportJob, problems: list[tuple[int, str, ExpectedFailure]]) -> None:
    ImportProblem.objects.bulk_create(
        ImportProblem(
            job=job,
            line=line,
            handle=handle,
            code=why.code,
            details={"text": str(why)} | why.details,
        )
        for line, handle, why in problems
    )


def _reason(failure: Exception) -> ExpectedFailure:
    if isinstance(failure, ExpectedFailure):
        return failure
    log.warning("import_product_refused: %s", failure)
    return RowProblem("not_saved")


def _target(job: ImportJob) -> Target:
    profile = current_profile()
    return Target(job.currency, profile.main_language, tuple(profile.languages))
