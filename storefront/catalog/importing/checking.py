"""A dry run: what an import would do, without doing it."""

from django.db import transaction

from kernel import clock
from kernel.errors import ExpectedFailure

from .. import ports
from ..models import ImportJob, Product
from ..models.imports import ImportState
from ..services.inputs import ProductInput
from ..services.variants import check_variants
from .applying import known_pictures, known_products, option_names, plan_variants
from .comparing import is_unchanged
from .parsing import ParsedProduct
from .problems import RowProblem
from .reading import ProductFile
from .services import count_failed, list_problems, parse_all
from .shelves import Shelves

CHUNK = 100


@transaction.atomic
def check_chunk(job_id: int, file: ProductFile) -> bool:
    """Look at the next products and count; True while there are more."""
    job = ImportJob.objects.select_for_update(no_key=True).get(pk=job_id)
    if job.state != ImportState.CHECKING:
        return False
    products = parse_all(job, file.groups[job.done : job.done + CHUNK])
    known = known_products(parsed.handle for parsed in products)
    ids = [v.pk for product in known.values() for v in product.variants.all()]
    stock, shelves = ports.stock_reader(ids), Shelves()
    for parsed in products:
        _look_at(job, parsed, known.get(parsed.handle), shelves, stock)
    job.done = min(job.done + CHUNK, len(file.groups))
    job.beat_at = clock.now()
    is_over = job.done >= len(file.groups)
    job.state = ImportState.CHECKED if is_over else ImportState.CHECKING
    job.save()
    return not is_over


def _look_at(
    job: ImportJob,
    parsed: ParsedProduct,
    known: Product | None,
    shelves: Shelves,
    stock: dict[int, int],
) -> None:
    try:
        problems = [*parsed.problems, *_plan(parsed, known)]
    except ExpectedFailure as failure:
        count_failed(job, parsed.line, parsed.handle, failure)
        return
    list_problems(job, [(line, parsed.handle, why) for line, why in problems])
    if known is None:
        job.created += 1
    elif is_unchanged(parsed, known, shelves, stock):
        job.unchanged += 1
    else:
        job.updated += 1


def _plan(parsed: ParsedProduct, known: Product | None) -> list[tuple[int, RowProblem]]:
    """The rows that would be left out; raises when the whole product would be."""
    title = parsed.fields.get("title") or (known.title if known else "")
    if not title:
        raise RowProblem("no_title")
    problems: list[tuple[int, RowProblem]] = []
    variants, _ = plan_variants(parsed, known, known_pictures(known), problems)
    names = option_names(parsed, known)
    check_variants(ProductInput(title=title, variants=variants, option_names=names))
    return problems
