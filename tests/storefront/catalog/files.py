"""Product files for tests."""

import csv
import io
from pathlib import Path

import storefront.catalog
from storefront.catalog.importing.fetching import Hosts, fetch_next
from storefront.catalog.importing.services import (
    finish_import,
    import_chunk,
    read_job,
    start_import,
)
from storefront.catalog.models import ImportJob

SAMPLE = Path(storefront.catalog.__file__).parent / "samples" / "products.csv"


def csv_file(*rows: dict[str, object]) -> bytes:
    """Columns are all that any row names."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def run_import(data: bytes, *, pictures: bool = True) -> ImportJob:
    """Start an import and carry it to its end, as the worker does."""
    job = start_import(io.BytesIO(data), filename="products.csv")
    file = read_job(job)
    while import_chunk(job.pk, file):
        pass
    hosts = Hosts()
    while pictures and fetch_next(job.pk, hosts):
        pass
    finish_import(job.pk)
    job.refresh_from_db()
    return job


def problems(job: ImportJob) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in job.problems.all()]
