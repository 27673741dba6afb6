"""From a file's bytes to rows, and to one group of rows a product."""

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from ..errors import FileUnreadable
from ..names import slug_for
from .columns import HANDLE, TITLE, column_name
from .formulas import unshielded
from .problems import RowProblem

MAX_BYTES = 50 * 1024 * 1024
csv.field_size_limit(5_000_000)


@dataclass(frozen=True)
class Row:
    """A line of the file; `line` counts as a spreadsheet does, the headings are line 1."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass
class Group:
    """All rows of one product, in the file's order."""

    handle: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class ProductFile:
    columns: frozenset[str]
    groups: list[Group]
    problems: list[tuple[int, str, RowProblem]]  # line, handle, why


def read_file(data: bytes) -> ProductFile:
    """Raises FileUnreadable when it is no table of products at all."""
    lines = csv.reader(io.StringIO(decode(data), newline=""), dialect=_dialect(data))
    try:
        columns = [column_name(cell) for cell in next(lines, [])]
        if HANDLE not in columns or TITLE not in columns:
            raise FileUnreadable(_("The columns Handle and Title are missing in the first line."))
        rows = list(enumerate(lines, start=2))
    except csv.Error:
        raise FileUnreadable from None
    return _grouped(columns, rows)


def decode(data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else GB 18030 (what Excel in China saves)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise FileUnreadable


def _dialect(data: bytes) -> type[csv.Dialect]:
    """Comma, unless the first line has more semicolons or tabs."""
    first = decode(data[:20_000].rpartition(b"\n")[0] or data).split("\n", 1)[0]

    class Dialect(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Dialect


def _grouped(columns: list[str], rows: list[tuple[int, list[str]]]) -> ProductFile:
    groups: dict[str, Group] = {}
    file = ProductFile(frozenset(filter(None, columns)), [], [])
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        texts = (unshielded(cell.strip()) for cell in cells)
        row = Row(line, dict(zip(columns, texts, strict=False)))
        try:
            handle = _handle(row, cells[len(columns) :])
        except RowProblem as problem:
            file.problems.append((line, row.get(HANDLE)[:160], problem))
            continue
        groups.setdefault(handle, Group(handle)).rows.append(row)
    file.groups = list(groups.values())
    return file


def _handle(row: Row, beyond: list[str]) -> str:
    if any(cell.strip() for cell in beyond):
        raise RowProblem("too_many_cells")
    name = row.get(HANDLE) or row.get(TITLE)
    if not name:
        raise RowProblem("no_handle")
    return slug_for(name, 255)
