"""Drawing on a page: texts that wrap, bars, squares. Measures in millimetres from the top left corner."""

import io
from collections.abc import Iterable, Iterator

import segno
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from .choices import Paper
from .fonts import Faces

LEADING = 1.35  # of the type's size
POINT = 1 / mm  # a typographic point in millimetres


class Page:
    """A sheet with a pen that goes down: `y` is how far it has come."""

    def __init__(self, canvas: Canvas, paper: Paper, faces: Faces) -> None:
        self._canvas, self.paper, self._faces = canvas, paper, faces
        self.y = paper.margin

    @property
    def left(self) -> float:
        return self.paper.margin

    @property
    def width(self) -> float:
        return self.paper.width - 2 * self.paper.margin

    @property
    def room(self) -> float:
        """What is left of the sheet below the pen."""
        return self.paper.height - self.paper.margin - self.y

    def turn(self) -> None:
        """The next sheet."""
        self._canvas.showPage()
        self.y = self.paper.margin

    def text(
        self, text: str, size: float, *, x: float, y: float, width: float, bold: bool = False
    ) -> float:
        """Writes at (x, y), wrapped to the width; answers how high it has become."""
        lines = self.lines(text, size, width, bold=bold)
        self._canvas.setFont(self._face(bold), size)
        step = size * LEADING * POINT
        for at, line in enumerate(lines):
            self._canvas.drawString(x * mm, self._up(y + at * step + size * POINT), line)
        return len(lines) * step

    def height_of(self, text: str, size: float, width: float, *, bold: bool = False) -> float:
        return len(self.lines(text, size, width, bold=bold)) * size * LEADING * POINT

    def lines(self, text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
        face = self._face(bold)
        return [
            line
            for part in text.split("\n")
            for line in _wrapped(part, lambda t: pdfmetrics.stringWidth(t, face, size), width * mm)
        ]

    def right(self, text: str, size: float, *, y: float, bold: bool = False) -> None:
        self._canvas.setFont(self._face(bold), size)
        edge = (self.left + self.width) * mm
        self._canvas.drawRightString(edge, self._up(y + size * POINT), text)

    def rule(self, *, weight: float = 0.4) -> None:
        self._canvas.setLineWidth(weight)
        at = self._up(self.y)
        self._canvas.line(self.left * mm, at, (self.left + self.width) * mm, at)

    def box(self, height: float) -> None:
        self._canvas.setLineWidth(0.6)
        self._canvas.roundRect(
            self.left * mm, self._up(self.y + height), self.width * mm, height * mm, 2 * mm
        )

    def bars(self, number: str, *, x: float, y: float, width: float, height: float) -> None:
        """The order number as Code 128, as wide as it may be."""
        modules = Code128(number, barWidth=1, quiet=0).width
        bars = Code128(number, barWidth=width * mm / modules, barHeight=height * mm, quiet=0)
        bars.drawOn(self._canvas, x * mm, self._up(y + height))

    def square(self, text: str, *, x: float, y: float, size: float) -> None:
        """A QR code."""
        rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=0))
        step = size / len(rows)
        for row, cells in enumerate(rows):
            for start, length in _runs(cells):
                self._canvas.rect(
                    (x + start * step) * mm,
                    self._up(y + (row + 1) * step),
                    length * step * mm,
                    step * mm * 1.02,  # no hair between two rows
                    stroke=0,
                    fill=1,
                )

    def picture(self, data: bytes, *, x: float, y: float, width: float, height: float) -> bool:
        """Fitted into the box at its left; False when it is no picture."""
        try:
            reader = ImageReader(io.BytesIO(data))
        except (OSError, ValueError):
            return False
        wide, high = reader.getSize()
        scale = min(width / wide, height / high)
        self._canvas.drawImage(
            reader,
            x * mm,
            self._up(y + high * scale),
            wide * scale * mm,
            high * scale * mm,
            mask="auto",
        )
        return True

    def _face(self, bold: bool) -> str:
        return self._faces.bold if bold else self._faces.regular

    def _up(self, y: float) -> float:
        """From millimetres below the top edge to PDF's points above the bottom one."""
        return (self.paper.height - y) * mm


def _runs(cells: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = None
    for at, cell in enumerate([*cells, 0]):
        if cell and start is None:
            start = at
        elif not cell and start is not None:
            yield start, at - start
            start = None


def _wrapped(text, measure, width: float) -> Iterator[str]:
    """Breaks at blanks and between Chinese characters; a word longer than the line is cut."""
    line = ""
    for piece in _pieces(text):
        if measure((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            yield line.rstrip()
        line = piece.lstrip()
        while measure(line.rstrip()) > width and len(line) > 1:
            cut = _fitting(line, measure, width)
            yield line[:cut]
            line = line[cut:]
    yield line.rstrip()


def _fitting(line: str, measure, width: float) -> int:
    """How many characters fit, at least one."""
    low, high = 1, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(line[:middle]) <= width else (low, middle - 1)
    return low


def _pieces(text: str) -> Iterator[str]:
    """Words with the blanks behind them; each Chinese character by itself."""
    word = ""
    for char in text:
        if ord(char) >= 0x2E80:
            if word:
                yield word
            word = ""
            yield char
            continue
        if word.endswith(" ") and char != " ":
            yield word
            word = ""
        word += char
    if word:
        yield word
