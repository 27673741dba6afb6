"""What was uploaded, CSV or XLSX, as the CSV that the importer reads."""

import csv
import io
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from backoffice.sheets import DAMAGED, TableUnreadable, checked_archive

from ..errors import FileUnreadable
from .reading import MAX_BYTES, MAX_COLUMNS

MAX_ROWS = 200_000


def as_csv(file: IO[bytes]) -> bytes:
    """Raises FileUnreadable."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileUnreadable(_("This file is larger than 50 MB. Split it and try again."))
    if data.startswith(b"PK\x03\x04"):
        return _from_xlsx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileUnreadable(
            _("This is an old Excel file (XLS). Save it as XLSX or CSV and try again.")
        )
    return data


def _from_xlsx(data: bytes) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    try:
        book = load_workbook(checked_archive(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        for row in rows:
            cells = [_text(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            writer.writerow(cells)
            if out.tell() > MAX_BYTES:
                raise FileUnreadable(_("This file is larger than 50 MB. Split it and try again."))
    except TableUnreadable as failure:
        raise FileUnreadable(failure.text) from None
    except DAMAGED:
        raise FileUnreadable from None
    return out.getvalue().encode()


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return str(cell).replace("\x00", "").strip()
