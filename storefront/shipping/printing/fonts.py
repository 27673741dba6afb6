"""The typeface of printed documents: Noto Sans SC, cut down to the characters a document uses.

The package brings one variable TrueType file of 17 MB. A document embeds the few hundred glyphs it needs in two
weights, so that the text can be copied out of it and looks the same everywhere.
"""

import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont as FontFile
from fontTools.varLib import instancer
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = 400, 700
MISSING = "〓"  # the printers' sign for a character that the typeface lacks
_NEEDLESS = ("GSUB", "GPOS", "GDEF", "BASE", "HVAR", "STAT", "vhea", "vmtx", "gasp")


@dataclass(frozen=True, slots=True)
class Faces:
    """Names under which reportlab knows the document's two weights."""

    regular: str
    bold: str


@contextmanager
def faces_for(characters: set[str]) -> Iterator[Faces]:
    """The typeface with these characters, registered for as long as the document is being made."""
    subset = _subset("".join(sorted(characters | {" ", MISSING})))
    names = Faces(f"slip-{uuid4().hex}", f"slip-{uuid4().hex}")
    for name, weight in ((names.regular, REGULAR), (names.bold, BOLD)):
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(_weight(subset, weight))))
    try:
        yield names
    finally:
        for name in (names.regular, names.bold):
            font = pdfmetrics._fonts.pop(name)
            pdfmetrics._dynFaceNames.pop(font.face.name, None)


def printable(text: str) -> str:
    """The text with what the typeface can show: emoji go, a rare character leaves a mark in its place."""
    return "".join(_printable(char) for char in unicodedata.normalize("NFC", text))


def _printable(char: str) -> str:
    if ord(char) in _known():
        return char
    if char.isspace():
        return "\n" if char == "\n" else " "
    return MISSING if unicodedata.category(char)[0] in "LN" else ""


@cache
def _path() -> Path:
    fonts = Path(str(files("justmytype_intl_cjk"))) / "fonts"
    return next(fonts.glob("**/NotoSansSC*.ttf"))


@cache
def _known() -> frozenset[int]:
    with FontFile(_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _subset(characters: str) -> bytes:
    options = Options(layout_features=[], name_IDs=[1, 2, 6], notdef_outline=True)
    with FontFile(_path(), lazy=True) as font:
        for table in _NEEDLESS:
            if table in font:
                del font[table]
        subsetter = Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        return _saved(font)


def _weight(subset: bytes, weight: int) -> bytes:
    """One weight of it, with a name of its own: reportlab takes fonts of one name for one font, in the next
    document too."""
    with FontFile(io.BytesIO(subset)) as font:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
        name = f"NotoSansSC-{weight}-{uuid4().hex[:12]}"
        for name_id in (1, 4, 6):
            font["name"].setName(name, name_id, 3, 1, 0x409)
            font["name"].setName(name, name_id, 1, 0, 0)
        return _saved(font)


def _saved(font: FontFile) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
