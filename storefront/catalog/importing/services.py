"""Start an import and carry it on. The job's row is the cursor; whoever locks it takes the next chunk."""

import logging
import uuid
from typing import IO

from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.errors import ExpectedFailure
from tenants.accounts.models import User
from tenants.audit.origin import origin_now
from tenants.audit.twice import looking_twice
from tenants.profile.selectors import current_profile

from .. import ports
from ..bulk.acts import delete_never_sold
from ..errors import FileUnreadable, ImportStarted
from ..models import ImportJob, ImportPicture, ImportProblem, Product
from ..models.imports import ImportState
from ..services.words import save_words
from .applying import Applied, apply_product, known_products
from .columns import HANDLE, TITLE
from .comparing import is_unchanged
from .errors_file import error_rows
from .mapping import to_remember
from .parsing import ParsedProduct, Target, parse_group
from .problems import RowProblem
from .reading import MAX_BYTES, Group, ProductFile, head_of, read_file
from .shelves import Shelves
from .uploads import as_csv

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
    job = ImportJob(key=uuid.uuid4(), filename=filename[:200], started_by=by, origin=origin_now())
    job.currency, job.total = current_profile().currency, len(found.groups)
    job.created_at = job.beat_at = now
    job.file.save("products.csv", ContentFile(data), save=False)
    job.save()
    list_problems(job, [(line, handle, why) for line, handle, why in found.problems])
    import_products.send(job.pk)
    return job


@transaction.atomic
def keep_upload(file: IO[bytes], *, filename: str, by: User | None = None) -> ImportJob:
    """Keep a file until a person has said what its columns mean. Raises FileUnreadable."""
    data = as_csv(file)
    head_of(data)
    now = clock.now()
    job = ImportJob(key=uuid.uuid4(), filename=filename[:200], started_by=by, origin=origin_now())
    job.state, job.currency = ImportState.COLUMNS, current_profile().currency
    job.created_at = job.beat_at = now
    job.file.save("products.csv", ContentFile(data), save=False)
    job.save()
    return job


@transaction.atomic
def start_check(job: ImportJob, columns: list[str], headings: list[str]) -> ImportJob:
    """A dry run with these columns, in the background when the file is large. Raises FileUnreadable."""
    from .tasks import import_products

    job = ImportJob.objects.select_for_update(no_key=True).get(pk=job.pk)
    if job.state not in (ImportState.COLUMNS, ImportState.CHECKED):
        raise ImportStarted
    if not {TITLE, HANDLE} & set(columns):
        raise FileUnreadable(_("Say which column is the product's name."))
    job.mapping = {"headings": headings, "columns": columns}
    file = read_job(job)
    if not file.groups:
        raise FileUnreadable(_("No row of this file names a product."))
    _begin(job, ImportState.CHECKING, file)
    import_products.send(job.pk)
    return job


@transaction.atomic
def run_checked(job_id: int) -> ImportJob:
    """What was checked is imported. A second start changes nothing."""
    from .tasks import import_products

    job = ImportJob.objects.select_for_update(no_key=True).get(pk=job_id)
    if job.state == ImportState.CHECKED:
        _begin(job, ImportState.WAITING, read_job(job))
        import_products.send(job.pk)
    return job


def _begin(job: ImportJob, state: str, file: ProductFile) -> None:
    job.problems.all().delete()
    job.state, job.total, job.beat_at = state, len(file.groups), clock.now()
    job.origin = origin_now()
    job.done = job.created = job.updated = job.unchanged = job.failed = 0
    job.save()
    list_problems(job, [(line, handle, why) for line, handle, why in file.problems])


@transaction.atomic
def undo_import(job_id: int) -> tuple[int, int]:
    """Take away the products that the import made; answers how many went and how many stay.

    Those that were ordered or changed since stay. What the import changed in older products is not undone.
    """
    job = ImportJob.objects.select_for_update(no_key=True).get(pk=job_id)
    if job.state != ImportState.DONE or job.undone_at or not job.created_ids:
        raise ImportStarted
    made = Product.objects.filter(pk__in=job.created_ids)
    untouched = list(made.filter(updated_at__lte=job.finished_at).values_list("pk", flat=True))
    there, gone = made.count(), delete_never_sold(untouched)
    job.undone_at = clock.now()
    job.save(update_fields=["undone_at"])
    return gone, there - gone


def remembered_columns() -> dict[str, str]:
    """How people corrected the columns of earlier files; the newest counts."""
    found: dict[str, str] = {}
    jobs = ImportJob.objects.exclude(mapping=None).order_by("-created_at")[:20]
    for job in jobs:
        mapping = job.mapping or {"headings": [], "columns": []}
        found = to_remember(mapping["headings"], mapping["columns"]) | found
    return found


def read_job(job: ImportJob) -> ProductFile:
    with job.file.open("rb") as file:
        return read_file(file.read(), job.columns)


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
        _keep_error_rows(job)
        job.state, job.finished_at, job.beat_at = state, now, now
        job.file.delete(save=False)
        job.save(update_fields=["state", "finished_at", "beat_at", "file", "error_file"])


def _keep_error_rows(job: ImportJob) -> None:
    """Only these of the file are kept, so that they can be mended."""
    try:
        rows = error_rows(job, "!")
    except (FileUnreadable, OSError):
        rows = b""
    if rows:
        job.error_file.save("errors.csv", ContentFile(rows), save=False)


def _apply_chunk(job: ImportJob, groups: list[Group]) -> None:
    """Each product has its savepoint: one that fails takes nothing along."""
    products = parse_all(job, groups)
    known = known_products(parsed.handle for parsed in products)
    shelves = Shelves()
    save_words({key: text for parsed in products for key, text in parsed.words.items()})
    stock: dict[int, int] = {}
    known_ids = [v.pk for product in known.values() for v in product.variants.all()]
    counted = ports.stock_reader(known_ids)
    with looking_twice(Product, [product.pk for product in known.values()]) as told:
        for parsed in products:
            before = known.get(parsed.handle)
            if before and is_unchanged(parsed, before, shelves, counted):
                job.unchanged += 1
                list_problems(job, [(line, parsed.handle, why) for line, why in parsed.problems])
                continue
            if applied := _apply(job, parsed, before, shelves.ids(parsed.categories)):
                told.add(applied.product.pk)
                stock |= applied.stock
                _count(job, parsed, applied)
        ports.stock_writer(stock)


def _apply(
    job: ImportJob, parsed: ParsedProduct, known: Product | None, category_ids: list[int]
) -> Applied | None:
    """None when the product could not be saved, which is noted then."""
    try:
        with transaction.atomic():
            return apply_product(parsed, known, category_ids)
    except (ExpectedFailure, DatabaseError) as failure:
        count_failed(job, parsed.line, parsed.handle, failure)
        return None


def parse_all(job: ImportJob, groups: list[Group]) -> list[ParsedProduct]:
    target = _target(job)
    products = []
    for group in groups:
        try:
            products.append(parse_group(group, target))
        except RowProblem as failure:
            count_failed(job, group.rows[0].line, group.handle, failure)
    return products


def count_failed(job: ImportJob, line: int, handle: str, failure: Exception) -> None:
    job.failed += 1
    list_problems(job, [(line, handle, _reason(failure))])


def _count(job: ImportJob, parsed: ParsedProduct, applied: Applied) -> None:
    if applied.is_new:
        job.created += 1
        job.created_ids = [*(job.created_ids or []), applied.product.pk]
    else:
        job.updated += 1
    for picture in applied.pictures:
        picture.job = job
    ImportPicture.objects.bulk_create(applied.pictures)
    problems = [*parsed.problems, *applied.problems]
    list_problems(job, [(line, parsed.handle, why) for line, why in problems])


def list_problems(job: ImportJob, problems: list[tuple[int, str, ExpectedFailure]]) -> None:
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
