"""From a file's bytes to rows, and to one group of rows a product."""

import csv
import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from backoffice.sheets import unshielded

from ..errors import FileUnreadable
from ..names import slug_for
from .columns import HANDLE, OPTION_NAMES, OPTION_VALUES, TITLE, column_name
from .mapping import OPTION
from .problems import RowProblem

MAX_BYTES = 50 * 1024 * 1024
MAX_COLUMNS = 200
Mapping = Sequence[str]  # for each column of the file, our name for it; empty: it is left out
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


def read_file(data: bytes, mapping: Mapping | None = None) -> ProductFile:
    """`mapping`: what each column means; without it the headings are taken at their word.

    Raises FileUnreadable when it is no table of products at all.
    """
    lines = csv.reader(io.StringIO(decode(data), newline=""), dialect=dialect_of(data))
    try:
        headings = next(lines, [])
        rows = list(enumerate(lines, start=2))
    except csv.Error:
        raise FileUnreadable from None
    if mapping:
        columns, constants = _as_chosen(headings, mapping)
        return _grouped(columns, rows, constants)
    columns = [column_name(cell) for cell in headings]
    if HANDLE not in columns or TITLE not in columns:
        raise FileUnreadable(_("The columns Handle and Title are missing in the first line."))
    return _grouped(columns, rows, {})


def head_of(data: bytes, lines: int = 4) -> list[list[str]]:
    """The headings and the first rows, for a person to say what they mean. Raises FileUnreadable."""
    text = decode(data)
    try:
        head = list(
            itertools.islice(
                csv.reader(io.StringIO(text, newline=""), dialect=dialect_of(data)), lines
            )
        )
    except csv.Error:
        raise FileUnreadable from None
    if len(head) < 2 or len(head[0]) > MAX_COLUMNS or not any(cell.strip() for cell in head[0]):
        raise FileUnreadable(_("This file has no rows under its headings."))
    return head


def own_headings(headings: Sequence[str], mapping: Mapping) -> dict[str, str]:
    """By our names of the columns, what the file calls them."""
    columns, _constants = _as_chosen(headings, mapping)
    pairs = zip(columns, headings, strict=False)
    return {column: heading.strip() for column, heading in pairs if column and heading.strip()}


def _as_chosen(headings: Sequence[str], mapping: Mapping) -> tuple[list[str], dict[str, str]]:
    """Our names of the columns, and the names of options whose heading says them."""
    columns: list[str] = []
    constants, free = {}, [n for n in range(3) if OPTION_VALUES[n] not in mapping]
    for heading, column in zip(headings, mapping, strict=False):
        if column == OPTION and free:
            place = free.pop(0)
            constants[OPTION_NAMES[place]] = heading.strip()[:100]
            column = OPTION_VALUES[place]
        columns.append(column)
    return columns, constants


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


def dialect_of(data: bytes) -> type[csv.Dialect]:
    """Comma, unless the first line has more semicolons or tabs."""
    first = decode(data[:20_000].rpartition(b"\n")[0] or data).split("\n", 1)[0]

    class Dialect(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Dialect


def _grouped(
    columns: list[str], rows: list[tuple[int, list[str]]], constants: dict[str, str]
) -> ProductFile:
    groups: dict[str, Group] = {}
    file = ProductFile(frozenset(filter(None, [*columns, *constants])), [], [])
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        texts = (unshielded(cell.strip()) for cell in cells)
        cells_of = {name: text for name, text in zip(columns, texts, strict=False) if name}
        row = Row(line, constants | cells_of)
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
