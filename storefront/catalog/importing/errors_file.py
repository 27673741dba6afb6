"""The rows that could not be used, with the reason, to be mended and imported again."""

import csv
import io

from backoffice.sheets import shielded

from ..models import ImportJob
from .reading import decode, dialect_of


def error_rows(job: ImportJob, heading: str) -> bytes:
    """CSV of the file's own columns and one more; empty when the file is gone or nothing was wrong."""
    reasons: dict[int, list[str]] = {}
    for problem in job.problems.all():
        reasons.setdefault(problem.line, []).append(problem.reason)
    if not reasons or not job.file:
        return b""
    with job.file.open("rb") as file:
        data = file.read()
    lines = csv.reader(io.StringIO(decode(data), newline=""), dialect=dialect_of(data))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading, *(shielded(cell) for cell in next(lines, []))])
    for number, cells in enumerate(lines, start=2):
        if number in reasons:
            writer.writerow([" ".join(reasons[number]), *(shielded(cell) for cell in cells)])
    return ("\ufeff" + out.getvalue()).encode()
