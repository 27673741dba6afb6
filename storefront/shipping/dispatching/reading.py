"""From pasted text or a table's cells to lines: which cell is the order number, the carrier, the tracking number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from backoffice.sheets import parse_text
from kernel.errors import ExpectedFailure

MOST_LINES = 2000
NUMBER, CARRIER, TRACKING = "number", "carrier", "tracking_number"
_HEADINGS = {
    NUMBER: ("order", "order number", "number", "order no", "订单", "订单号", "订单编号"),
    CARRIER: ("carrier", "shipping carrier", "courier", "物流公司", "快递公司", "快递", "物流", "承运商"),
    TRACKING: (
        "tracking", "tracking number", "tracking no", "waybill",
        "运单号", "运单编号", "快递单号", "物流单号", "单号",
    ),
}  # fmt: skip
_LIKE_A_TRACKING_NUMBER = re.compile(r"\d{5}")  # no carrier is called so
_COLUMN_OF = {heading: column for column, all_ in _HEADINGS.items() for heading in all_}


class NothingToRead(ExpectedFailure):
    code = "nothing_to_read"
    text = _(
        "Paste a list or choose a file: an order number, a carrier and a tracking number a line."
    )


class NoOrderNumbers(ExpectedFailure):
    code = "no_order_numbers"
    text = _(
        "No line has an order number. Name the columns in the first line: order number, carrier, tracking number."
    )


class TooManyLines(ExpectedFailure):
    code = "too_many_lines"
    text = _("A list takes %(most)s lines. Split it and try again.")


@dataclass(frozen=True, slots=True)
class GivenLine:
    line: int
    number: str
    carrier: str
    tracking_number: str
    has_more: bool = False


def read_pasted(text: str) -> list[list[str]]:
    """Cells between commas, semicolons, tabs; between blanks where a line has none of them."""
    rows = parse_text(text)
    return [row[0].split() if len(row) == 1 else row for row in rows]


def given_lines(rows: Iterable[Sequence[str]], *, carrier: str = "") -> list[GivenLine]:
    """The filled lines; `carrier` is meant where a line names none.

    Raises NothingToRead, NoOrderNumbers, TooManyLines.
    """
    numbered = [(at, row) for at, row in enumerate(rows, start=1) if any(row)]
    if not numbered:
        raise NothingToRead
    columns = _columns(numbered[0][1])
    if columns:
        numbered = numbered[1:]
    if len(numbered) > MOST_LINES:
        raise TooManyLines(details={"most": MOST_LINES})
    if not numbered:
        raise NothingToRead
    lines = [_line(at, row, columns, carrier) for at, row in numbered]
    if not any(re.search(r"\d", line.number) for line in lines):
        raise NoOrderNumbers  # these are other columns: nothing of any line would be understood
    return lines


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Where each column is, when the row is one of headings."""
    words = [re.sub(r"[\s_\-.:：]+", " ", cell).strip().lower() for cell in row]
    found = {
        _COLUMN_OF[word]: at for at, word in reversed(list(enumerate(words))) if word in _COLUMN_OF
    }
    return found if NUMBER in found and TRACKING in found else {}


def _line(at: int, row: Sequence[str], columns: dict[str, int], carrier: str) -> GivenLine:
    if columns:
        cells = {name: row[index] for name, index in columns.items() if index < len(row)}
    elif len(filled := [cell for cell in row if cell]) == 2 and (
        carrier or _LIKE_A_TRACKING_NUMBER.search(filled[1])
    ):
        cells = {NUMBER: row[0], TRACKING: filled[1]}
    else:
        cells = dict(zip((NUMBER, CARRIER, TRACKING), row, strict=False))
    return GivenLine(
        at,
        cells.get(NUMBER, "").lstrip("#").strip().upper(),
        cells.get(CARRIER, "").strip() or carrier,
        re.sub(r"\s+", "", cells.get(TRACKING, "")).upper(),
        has_more=not columns and any(row[3:]),
    )
