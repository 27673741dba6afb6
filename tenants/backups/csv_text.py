"""Rows as the text of a CSV file, piece by piece, that spreadsheets open as it is meant."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BOM = "\ufeff"  # so that Excel takes it for UTF-8
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")  # noqa: RUF001 - spreadsheets read full-width signs alike
ROWS_A_PIECE = 500


def as_csv(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The heading is the first row."""
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text)
    for number, row in enumerate(rows, 1):
        writer.writerow([_harmless(cell) for cell in row])
        if number % ROWS_A_PIECE == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _harmless(cell: object) -> object:
    """A spreadsheet must not take what a shopper typed for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
