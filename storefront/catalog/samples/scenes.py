"""Where things stand in a picture, and on what: pure numbers and SVG, in units of WIDTH by HEIGHT.

Each kind of shot is a function below; `things` names further drawings that it sets around the product.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .goods import Colour, Shot

WIDTH, HEIGHT = 1200, 1500


@dataclass(frozen=True)
class Thing:
    """A drawing with its middle at x, y. It stands on the ground, floats (lies or hangs), or neither."""

    icon: str
    x: float
    y: float
    size: float
    angle: float = 0
    stands: bool = False
    floats: bool = False
    painted: bool = False
    mirrored: bool = False


@dataclass(frozen=True)
class Scene:
    ground: str
    things: tuple[Thing, ...]
    width: int = WIDTH


def scene_of(shot: Shot, colour: Colour | None, place: int) -> Scene:
    light, dark = colour.ground if colour else shot.ground
    return _KINDS[shot.kind](shot, light, dark, place)


def svg(body: str, light: str, dark: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """A ground lit from the upper left."""
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
      <defs>
        <linearGradient id="ground" x1="0" y1="0" x2=".4" y2="1"><stop offset="0" stop-color="{light}"/><stop offset="1" stop-color="{dark}"/></linearGradient>
        <radialGradient id="lamp" cx=".22" cy=".12" r=".9"><stop offset="0" stop-color="#fff" stop-opacity=".65"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
        <radialGradient id="plate" cx=".42" cy=".35" r=".75"><stop offset="0" stop-color="#fff"/><stop offset=".72" stop-color="#fbf9f6"/><stop offset="1" stop-color="#ddd6cd"/></radialGradient>
        <radialGradient id="fall" cx=".5" cy=".5" r=".5"><stop offset=".55" stop-color="#2e241e" stop-opacity=".3"/><stop offset="1" stop-color="#2e241e" stop-opacity="0"/></radialGradient>
      </defs>
      <rect width="{width}" height="{height}" fill="url(#ground)"/>{body}
      <rect width="{width}" height="{height}" fill="url(#lamp)"/></svg>"""


_SHAPES = (
    '<path d="M230 1500V690a370 370 0 0 1 740 0v810z" fill="#fff" opacity=".4"/>',
    '<circle cx="600" cy="680" r="480" fill="#fff" opacity=".36"/>',
    '<path d="M0 980C260 860 420 1120 700 1010s360-190 500-110v600H0z" fill="#fff" opacity=".4"/>',
    '<rect x="150" y="180" width="900" height="1140" rx="450" fill="#fff" opacity=".34"/>',
    '<path d="M0 1080h1200v420H0z" fill="#fff" opacity=".34"/><circle cx="840" cy="420" r="260" fill="#fff" opacity=".3"/>',
)


def _hero(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """Alone, in the middle, in front of a soft shape."""
    product = Thing(shot.icon, 600, 760, 820, stands=True, painted=True)
    return Scene(svg(_SHAPES[place % len(_SHAPES)], light, dark), (product,))


def _close(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """So near that the frame cuts it."""
    side = 1 if place % 2 else -1
    product = Thing(shot.icon, 600 + 130 * side, 860, 1480, -10 * side, floats=True, painted=True)
    return Scene(svg("", light, dark), (product,))


def _pair(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """Before a smaller companion."""
    other = shot.things[0] if shot.things else shot.icon
    behind = Thing(other, 830, 620, 560, -9, stands=True, painted=other == shot.icon)
    product = Thing(shot.icon, 480, 860, 760, 4, stands=True, painted=True)
    return Scene(svg(_SHAPES[(place + 1) % len(_SHAPES)], light, dark), (behind, product))


def _flat(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """Seen from above, with what goes with it around."""
    spots = ((250, 300, 330, 14), (960, 330, 300, -16), (930, 1210, 360, 10), (240, 1230, 310, -12))
    around = tuple(
        Thing(name, x, y, size, angle, floats=True)
        for name, (x, y, size, angle) in zip(shot.things, spots, strict=False)
    )
    cloth = f'<path d="M-60 560L700-80 1300 420 520 1600z" fill="{dark}" opacity=".55"/><path d="M-60 560L700-80l30 24L-30 590z" fill="#fff" opacity=".35"/>'
    product = Thing(shot.icon, 600, 760, 690, -6, floats=True, painted=True)
    return Scene(svg(cloth, light, dark), (*around, product))


def _plate(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """On a plate, on a table."""
    table = f"""<rect y="980" width="1200" height="520" fill="{dark}"/><rect y="980" width="1200" height="8" fill="#fff" opacity=".4"/>
      <ellipse cx="615" cy="1160" rx="545" ry="160" fill="url(#fall)"/><ellipse cx="600" cy="1110" rx="500" ry="150" fill="url(#plate)"/>
      <ellipse cx="600" cy="1098" rx="390" ry="104" fill="#efe9e1"/><ellipse cx="600" cy="1104" rx="384" ry="98" fill="#f9f6f2"/>"""
    return Scene(svg(table, light, dark), (Thing(shot.icon, 600, 760, 700, stands=True),))


def _pile(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """A heap of them."""
    spots = ((390, 640, 470, 12), (800, 660, 470, -14), (600, 560, 480, 3), (330, 960, 520, -6),
             (860, 960, 520, 9), (600, 900, 590, -2))  # fmt: skip
    heap = tuple(
        Thing(shot.icon, x, y, size, angle, stands=y > 800, floats=y < 800)
        for x, y, size, angle in spots
    )
    return Scene(svg(_SHAPES[2], light, dark), heap)


def _crate(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """In a wooden box, as it arrives."""
    row = tuple(
        Thing(shot.icon, x, y, 440, angle, floats=True)
        for x, y, angle in (
            (330, 720, 10),
            (880, 715, -12),
            (600, 650, -3),
            (450, 800, -14),
            (750, 800, 12),
        )
    )
    ground = svg('<ellipse cx="620" cy="1290" rx="560" ry="90" fill="url(#fall)"/>', light, dark)
    return Scene(ground, (*row, Thing("box-front", 600, 1060, 940)))


def _room(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """A room: a wall, a window with its view, a floor, a rug, and the furniture."""
    view, *rest = shot.things or (shot.icon,)
    lamp, plant = (*rest, "potted-plant", "light-bulb")[:2]
    wall = f"""<rect width="1200" height="1040" fill="{light}"/><rect y="1040" width="1200" height="460" fill="#c9a27c"/>
      <g stroke="#a97f59" stroke-width="4" opacity=".5"><path d="M0 1150h1200M0 1290h1200M210 1040v110M700 1040v110M430 1150v140M980 1150v140M160 1290v210M760 1290v210"/></g>
      <rect y="1018" width="1200" height="30" fill="#fff" opacity=".8"/>
      <rect x="330" y="120" width="540" height="520" rx="14" fill="#fff"/><rect x="356" y="146" width="488" height="468" rx="6" fill="{_SKIES[place % len(_SKIES)]}"/>
      <ellipse cx="600" cy="1330" rx="560" ry="120" fill="{dark}"/><ellipse cx="600" cy="1324" rx="500" ry="98" fill="#fff" opacity=".28"/>"""
    things = (Thing(view, 600, 390, 430), Thing("window-frame", 600, 380, 560))
    left, right = Thing(lamp, 190, 860, 330, stands=True), Thing(plant, 1035, 890, 330, stands=True)
    return Scene(
        svg(wall, light, dark), (*things, left, right, Thing(shot.icon, 600, 980, 760, stands=True))
    )


_SKIES = ("#bfe0f5", "#f8d9b4", "#c8e6dc", "#cfd3f2", "#fbe2e2")


def _view(shot: Shot, light: str, dark: str, place: int) -> Scene:
    """Out of the open window."""
    view, *rest = shot.things or (shot.icon,)
    frame = f"""<rect width="1200" height="1500" fill="{light}"/><rect x="150" y="110" width="900" height="1030" rx="450" fill="{_SKIES[place % len(_SKIES)]}"/>
      <circle cx="800" cy="380" r="110" fill="#fff4cf"/><path d="M150 860q220-120 450-30t450-20v330H150z" fill="#fff" opacity=".35"/>
      <path d="M150 560a450 450 0 0 1 900 0v580H150z" fill="none" stroke="#fff" stroke-width="34"/><rect x="90" y="1130" width="1020" height="60" rx="12" fill="#fff"/>
      <rect y="1190" width="1200" height="310" fill="{dark}" opacity=".5"/>"""
    on_sill = tuple(
        Thing(name, x, 1075, 230, stands=True) for name, x in zip(rest, (300, 900), strict=False)
    )
    return Scene(svg(frame, light, dark), (Thing(view, 600, 690, 640), *on_sill))


_KINDS: dict[str, Callable[[Shot, str, str, int], Scene]] = {
    "hero": _hero,
    "close": _close,
    "pair": _pair,
    "flat": _flat,
    "plate": _plate,
    "pile": _pile,
    "crate": _crate,
    "room": _room,
    "view": _view,
}
