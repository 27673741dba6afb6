"""A text that a spreadsheet would take for a formula travels behind an apostrophe, out of the shop and back in."""

from typing import Any

MARK = "'"
_STARTS = tuple("=+-@＝＋－＠\t\r\n")  # noqa: RUF001 - spreadsheets read full-width signs alike


def shielded(cell: Any) -> Any:
    """As it is written to a file: `=1+1` becomes `'=1+1`. Numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    return MARK + cell if cell.lstrip(MARK).startswith(_STARTS) else cell


def unshielded(text: str) -> str:
    """What `shielded` was given."""
    return text[1:] if text.startswith(MARK) and text.lstrip(MARK).startswith(_STARTS) else text
