"""Tables in and out: CSV and XLSX. No text is written so that a spreadsheet would take it for a formula."""

import csv
import io
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any
from zipfile import BadZipFile, LargeZipFile, ZipFile

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from kernel.errors import ExpectedFailure

BOM = "\ufeff"  # so that Excel takes it for UTF-8
CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")  # noqa: RUF001 - spreadsheets read full-width signs alike
_PHONE = re.compile(r"\+[\d ]+")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_IN_MEMORY = 2_000_000
# what zipfile and openpyxl raise over a workbook that is damaged, encrypted or made by hand
DAMAGED = (
    *(BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, SyntaxError),
    *(AttributeError, KeyError, IndexError, TypeError, ValueError),
)


class TableUnreadable(ExpectedFailure):
    code = "table_unreadable"
    text = _("This file cannot be read. Save it as XLSX or as CSV (UTF-8) and try again.")


def shielded(cell: Any) -> Any:
    """As it is written to a file: `=1+1` becomes `'=1+1`. Numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def unshielded(text: str) -> str:
    """What `shielded` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def csv_pieces(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The file, row by row."""
    yield BOM.encode()
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([shielded(cell) for cell in row])
        yield out.getvalue().encode()


def xlsx_file(rows: Iterable[Sequence[Any]], *, title: str) -> IO[bytes]:
    """The workbook, written row by row; the first row is the heading and stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_xlsx_cell(sheet, cell) for cell in row])
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    return file


def _xlsx_cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = _NOT_IN_XML.sub("", value)[:32_000]
    cell = WriteOnlyCell(sheet, text if _PHONE.fullmatch(text) else shielded(text))
    cell.data_type = "s"  # a text, whatever it looks like
    return cell


def read_table(file: IO[bytes], *, most_bytes: int = 5_000_000) -> list[list[str]]:
    """The cells of an uploaded CSV or XLSX file as plain texts. Raises TableUnreadable."""
    data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise TableUnreadable(_("This file is too large. Split it and try again."))
    if data.startswith(b"PK\x03\x04"):
        return _read_xlsx(data)
    return parse_text(_decoded(data))


def parse_text(text: str) -> list[list[str]]:
    """Lines of cells with commas, semicolons or tabs between them, Chinese ones too, as people paste them."""
    text = text.replace("\x00", "").lstrip(BOM).replace("，", ",").replace("；", ";")
    first = text.strip().split("\n", 1)[0]
    delimiter = max("\t,;", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise TableUnreadable from None
    return [[unshielded(cell.strip()) for cell in row] for row in rows]


def _decoded(data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else GB 18030 (what Excel in China saves)."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if utf16 else ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableUnreadable


def checked_archive(data: bytes, *, most_bytes: int = 150_000_000) -> io.BytesIO:
    """A workbook that does not unpack to more than the machine should read. Raises TableUnreadable."""
    try:
        parts = ZipFile(io.BytesIO(data)).infolist()
    except DAMAGED:
        raise TableUnreadable from None
    if len(parts) > 2_000 or sum(part.file_size for part in parts) > most_bytes:
        raise TableUnreadable(_("This file is too large. Split it and try again."))
    return io.BytesIO(data)


def _read_xlsx(data: bytes, most_rows: int = 20_000) -> list[list[str]]:
    try:
        book = load_workbook(checked_archive(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [
            [unshielded(_text(cell)) for cell in row]
            for row in sheet.iter_rows(max_row=most_rows, max_col=50, values_only=True)
        ]
    except DAMAGED:
        raise TableUnreadable from None


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    whole = isinstance(cell, float) and cell.is_integer()
    return (f"{int(cell)}" if whole else str(cell)).replace("\x00", "").strip()
