"""A picture of a sample product: an illustration of Fluent Emoji (MIT) on a soft ground, drawn here.

Without the package the ground and its shape stand alone: still a picture, in the product's colour.
"""

import colorsys
import json
import mmap
import re
from io import BytesIO
from pathlib import Path

import resvg_py
from django.conf import settings
from PIL import Image

from .goods import Colour

WIDTH, HEIGHT = 1200, 1500  # of the drawing; pixels are DRAWN_WIDTH wide
DRAWN_WIDTH = 800
DEFAULT_GROUND = ("#f3eee6", "#ddd0c0")
ICONS = Path(settings.BASE_DIR) / "node_modules" / "@iconify-json" / "fluent-emoji" / "icons.json"
_HEX = re.compile(r"#([0-9a-fA-F]{6})\b|#([0-9a-fA-F]{3})\b")
# a filter's colour: five columns a row, the last but one row is how strong it is
_SHADE = re.compile(
    r'values="0 0 0 0 ([\d.e-]+) 0 0 0 0 ([\d.e-]+) 0 0 0 0 ([\d.e-]+) 0 0 0 ([\d.e-]+) 0"'
)
_SHAPES = (
    '<path d="M250 1500V700a350 350 0 0 1 700 0v800z" fill="#fff" opacity=".42"/>',
    '<circle cx="600" cy="690" r="470" fill="#fff" opacity=".38"/>',
    '<path d="M0 980C260 860 420 1120 700 1010s360-190 500-110v600H0z" fill="#fff" opacity=".4"/>',
    '<rect x="150" y="190" width="900" height="1120" rx="450" fill="#fff" opacity=".34"/>',
)


def draw(icon: str, colour: Colour | None, *, place: int) -> Image.Image:
    """`place` picks the shape behind, so that a shelf of pictures does not look stamped."""
    png = resvg_py.svg_to_bytes(
        svg_string=_svg(_body(icon), colour, place), width=DRAWN_WIDTH, skip_system_fonts=True
    )
    return Image.open(BytesIO(bytes(png))).convert("RGB")


def _svg(body: str, colour: Colour | None, place: int) -> str:
    light, dark = colour.ground if colour else DEFAULT_GROUND
    painted = _painted(body, colour) if colour else body
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">
      <defs>
        <linearGradient id="ground" x1="0" y1="0" x2=".35" y2="1">
          <stop offset="0" stop-color="{light}"/><stop offset="1" stop-color="{dark}"/>
        </linearGradient>
        <filter id="soft" x="-50%" y="-200%" width="200%" height="500%"><feGaussianBlur stdDeviation="26"/></filter>
      </defs>
      <rect width="{WIDTH}" height="{HEIGHT}" fill="url(#ground)"/>
      {_SHAPES[place % len(_SHAPES)]}
      <ellipse cx="600" cy="1165" rx="300" ry="34" fill="#3a2f28" opacity=".28" filter="url(#soft)"/>
      <svg x="200" y="340" width="800" height="800" viewBox="0 0 32 32">{painted}</svg>
    </svg>"""


def _body(icon: str) -> str:
    """The drawing's SVG. The package is one file of 100 MB, so it is searched, not parsed."""
    if not ICONS.exists():
        return ""
    with ICONS.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found = re.search(rb'"%s":\s*(?=\{)' % re.escape(icon.encode()), data)
        if not found:
            return ""
        entry = data[found.end() : found.end() + 400_000].decode("utf-8", "ignore")
    return json.JSONDecoder().raw_decode(entry)[0]["body"]


def _painted(body: str, colour: Colour) -> str:
    """Its lights and shades stay; hue, saturation and the middle lightness become the colour's."""
    tones = [_lightness(_rgb(match)) for match in _HEX.finditer(body)]
    if not tones:
        return body
    middle = sum(tones) / len(tones)

    def paint(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
        shade = min(0.97, max(0.05, colour.lightness + (_lightness(rgb) - middle) * 0.75))
        return colorsys.hls_to_rgb(colour.hue / 360, shade, colour.saturation)

    def paint_hex(match: re.Match[str]) -> str:
        return "#" + "".join(f"{round(part * 255):02x}" for part in paint(_rgb(match)))

    def paint_shade(match: re.Match[str]) -> str:
        red, green, blue = paint((float(match[1]), float(match[2]), float(match[3])))
        return (
            f'values="0 0 0 0 {red:.3f} 0 0 0 0 {green:.3f} 0 0 0 0 {blue:.3f} 0 0 0 {match[4]} 0"'
        )

    return _SHADE.sub(paint_shade, _HEX.sub(paint_hex, body))


def _rgb(match: re.Match[str]) -> tuple[float, float, float]:
    digits = match[1] or "".join(digit * 2 for digit in match[2])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _lightness(rgb: tuple[float, float, float]) -> float:
    return colorsys.rgb_to_hls(*rgb)[1]
