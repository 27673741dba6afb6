"""Illustrations of Fluent Emoji (MIT) as pixels, in their own colours or painted in another.

Without the package there are none: a picture is then its ground alone.
"""

import colorsys
import json
import mmap
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import resvg_py
from django.conf import settings
from PIL import Image, ImageChops, ImageStat

from .goods import Colour

ICONS = Path(settings.BASE_DIR) / "node_modules" / "@iconify-json" / "fluent-emoji" / "icons.json"
SMALL, LARGE = 320, 600  # drawing costs by the pixel
# what the set has no drawing of
_OWN = {
    "window-frame": """<g fill="#fff"><path d="M15.6 1.4h.8v29.2h-.8zM1.4 15.4h29.2v.8H1.4z"/></g>
        <path d="M1 1h30v30H1z" fill="none" stroke="#f4efe8" stroke-width="1.6"/><path d="M0 29.6h32v2H0z" fill="#efe7dc"/>""",
    "box-front": """<path d="M3 11h26l-1.6 14.5a1.5 1.5 0 0 1-1.5 1.3H6.1a1.5 1.5 0 0 1-1.5-1.3z" fill="#b98a5a"/>
        <path d="M2.4 10.4h27.2v4.4H2.4z" fill="#d0a26f"/><path d="M3.3 16h25.4l-.5 4.2H3.8z" fill="#c59664"/><path d="M4 21.4h24l-.5 4.2h-23z" fill="#bd8d5b"/>
        <path d="M2.4 10.4h27.2v.5H2.4z" fill="#e6c294"/><path d="M7 10.4h1.6v16.4H7.6zM23.4 10.4H25l-.6 16.4h-1z" fill="#8d6238" opacity=".35"/>""",
}


@lru_cache(maxsize=64)
def icon(name: str, width: int = LARGE) -> Image.Image | None:
    """The drawing on nothing; None when there is no such drawing."""
    body = _body(name)
    if not body:
        return None
    return render(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{body}</svg>', width
    )


def render(svg: str, width: int) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    return Image.open(BytesIO(bytes(png))).convert("RGBA")


def painted(drawing: Image.Image, colour: Colour) -> Image.Image:
    """Its lights and shades stay; hue, saturation and the middle lightness become the colour's."""
    red, green, blue, alpha = drawing.split()
    light = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    dark = ImageChops.darker(ImageChops.darker(red, green), blue)
    tone = ImageChops.add(light, dark, scale=2)
    middle = ImageStat.Stat(tone, alpha.point(lambda a: 255 if a > 128 else 0)).mean[0] / 255
    channels = zip(*(_shade(colour, level / 255, middle) for level in range(256)), strict=True)
    return Image.merge("RGBA", (*(tone.point(list(table)) for table in channels), alpha))


def _shade(colour: Colour, tone: float, middle: float) -> tuple[int, int, int]:
    lightness = min(0.97, max(0.05, colour.lightness + (tone - middle) * 0.75))
    rgb = colorsys.hls_to_rgb(colour.hue / 360, lightness, colour.saturation)
    return round(rgb[0] * 255), round(rgb[1] * 255), round(rgb[2] * 255)


def _body(name: str) -> str:
    """The drawing's SVG. The package is one file of 100 MB, so it is searched, not parsed."""
    if not ICONS.exists() or name in _OWN:
        return _OWN.get(name, "")
    with ICONS.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for mark in (f'"{name}": {{', f'"{name}":{{'):
            found = data.find(mark.encode())
            if found >= 0:
                start = found + len(mark) - 1
                entry = data[start : start + 400_000].decode("utf-8", "ignore")
                return json.JSONDecoder().raw_decode(entry)[0]["body"]
    return ""
