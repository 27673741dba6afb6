"""Files that people upload: whatever is in them, it is read or refused in words."""

import io
from random import Random

import pytest

from backoffice.sheets import TableUnreadable, read_table, shielded, unshielded, xlsx_file
from storefront.catalog.errors import FileUnreadable
from storefront.catalog.importing.uploads import as_csv

ROWS = [["Handle", "Title"], *([f"h{n}", f"衬衫 {n}"] for n in range(30))]


def _damaged() -> list[bytes]:
    """Cut off, and with bytes that are not what they were."""
    good, chance = xlsx_file(ROWS, title="x").read(), Random(1)
    cut = [good[:length] for length in range(10, len(good), 401)]
    flipped = []
    for _turn in range(60):
        data = bytearray(good)
        for _byte in range(3):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        flipped.append(bytes(data))
    return [*cut, *flipped]


def test_a_damaged_workbook_is_refused_and_breaks_nothing():
    refused = 0
    for data in _damaged():
        try:
            read_table(io.BytesIO(data))
        except TableUnreadable:
            refused += 1
        try:
            as_csv(io.BytesIO(data))
        except FileUnreadable:
            refused += 1
    assert refused > 50


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_reads_what_spreadsheets_save(encoding):
    text = "订单号;承运商\r\nA1;顺丰\nB2;“中通”\n"
    assert read_table(io.BytesIO(text.encode(encoding))) == [
        ["订单号", "承运商"],
        ["A1", "顺丰"],
        ["B2", "“中通”"],
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "＝1", "＠A1", "\t=1", "\n=1"])  # noqa: RUF001
def test_no_text_is_a_formula_and_comes_back_as_it_was(text):
    assert shielded(text) == f"'{text}"
    assert unshielded(shielded(text)) == text
