"""The geometry of small charts drawn on the server: pure numbers, no text and no colours.

Everything is in a box of BOX_WIDTH by BOX_HEIGHT units that the page stretches to its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BOX_WIDTH = 1000
BOX_HEIGHT = 100
_STEPS = (
    1,
    2,
    4,
    5,
    10,
)  # a scale's top is one of these times a power of ten: its half is a round number too


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float


def scale_top(values: Sequence[int], least: int = 1) -> int:
    """The smallest round number that no value is above; at least `least`."""
    largest = max([*values, least])
    power = 10 ** (len(str(largest)) - 1)
    return next(step * power for step in _STEPS if step * power >= largest)


def bars(values: Sequence[int], top: int, gap: float = 0.3) -> list[Bar]:
    """One a value, `gap` of its place left empty; a value above 0 is at least one unit high."""
    place = BOX_WIDTH / len(values)
    width = place * (1 - gap)
    return [_bar(i * place + place * gap / 2, width, v, top) for i, v in enumerate(values)]


def line(values: Sequence[int], top: int) -> str:
    """`points` of a polyline through the middle of each value's place."""
    return " ".join(f"{x:g},{y:g}" for x, y in _points(values, top))


def area(values: Sequence[int], top: int) -> str:
    """`points` of the polygon under that line."""
    points = _points(values, top)
    first, last = points[0][0], points[-1][0]
    return f"{first:g},{BOX_HEIGHT} {line(values, top)} {last:g},{BOX_HEIGHT}"


def _bar(x: float, width: float, value: int, top: int) -> Bar:
    height = max(_height(value, top), 1.0 if value > 0 else 0.0)
    return Bar(round(x, 2), round(BOX_HEIGHT - height, 2), round(width, 2), round(height, 2))


def _points(values: Sequence[int], top: int) -> list[tuple[float, float]]:
    place = BOX_WIDTH / len(values)
    return [
        (round((i + 0.5) * place, 2), round(BOX_HEIGHT - _height(value, top), 2))
        for i, value in enumerate(values)
    ]


def _height(value: int, top: int) -> float:
    return max(value, 0) / top * BOX_HEIGHT
