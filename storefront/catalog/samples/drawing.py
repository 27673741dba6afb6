"""A picture of a sample product: illustrations set in a scene, in one light, from the upper left.

A scene (scenes.py) is a ground as SVG and where things stand on it; here it becomes pixels.
"""

from PIL import Image, ImageFilter

from .goods import Colour, Shot
from .icons import LARGE, SMALL, icon, painted, render
from .scenes import Scene, Thing, scene_of

DRAWN_WIDTH = 800
GROUND_SHARPNESS = 0.6  # grounds are soft; the gradients cost by the pixel
_SHADOW = (46, 36, 30)


def draw(shot: Shot, colour: Colour | None, *, place: int) -> Image.Image:
    """`place` picks the shape behind, so that a shelf of pictures does not look stamped."""
    scene = scene_of(shot, colour, place)
    return compose(scene, colour, width=DRAWN_WIDTH)


def compose(scene: Scene, colour: Colour | None = None, *, width: int = DRAWN_WIDTH) -> Image.Image:
    """The scene as pixels; `colour` paints the things that take it."""
    scale = width / scene.width
    ground = render(scene.ground, round(width * GROUND_SHARPNESS)).convert("RGB")
    height = round(ground.height * width / ground.width)
    picture = ground.resize((width, height), Image.Resampling.BICUBIC)
    for thing in scene.things:
        _place(picture, thing, colour if thing.painted else None, scale)
    return picture


def _place(picture: Image.Image, thing: Thing, colour: Colour | None, scale: float) -> None:
    size = max(round(thing.size * scale), 1)
    drawing = icon(thing.icon, SMALL if size <= SMALL else LARGE)
    if drawing is None:
        return
    if colour:
        drawing = painted(drawing, colour)
    if thing.mirrored:
        drawing = drawing.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    drawing = drawing.resize((size, size), Image.Resampling.LANCZOS)
    if thing.angle:
        drawing = drawing.rotate(thing.angle, Image.Resampling.BICUBIC, expand=True)
    corner = (
        round(thing.x * scale - drawing.width / 2),
        round(thing.y * scale - drawing.height / 2),
    )
    if thing.stands:
        _contact_shadow(picture, drawing, corner)
    if thing.floats:
        _cast_shadow(picture, drawing, corner, scale)
    picture.paste(drawing, corner, drawing)


def _contact_shadow(picture: Image.Image, drawing: Image.Image, corner: tuple[int, int]) -> None:
    """A soft pool where it touches the ground."""
    box = drawing.getchannel("A").getbbox() or (0, 0, drawing.width, drawing.height)
    left, right, bottom = corner[0] + box[0], corner[0] + box[2], corner[1] + box[3]
    width = right - left
    depth = max(round(width * 0.16), 6)
    pool = Image.radial_gradient("L").point(lambda level: max(0, 175 - level) * 190 // 175)
    pool = pool.resize((round(width * 1.3), depth * 2), Image.Resampling.BILINEAR)
    at = (round(left - width * 0.11), bottom - depth - depth // 4)
    picture.paste(_SHADOW, (*at, at[0] + pool.width, at[1] + pool.height), pool)


def _cast_shadow(
    picture: Image.Image, drawing: Image.Image, corner: tuple[int, int], scale: float
) -> None:
    """Its own outline, blurred, a little to the lower right: for things that lie or hang."""
    reach = round(26 * scale)
    small = drawing.getchannel("A").resize((drawing.width // 4, drawing.height // 4))
    room = Image.new("L", (small.width + reach, small.height + reach))
    room.paste(small, (reach // 2, reach // 2))
    blurred = room.filter(ImageFilter.GaussianBlur(reach / 5)).point(
        lambda level: level * 36 // 100
    )
    shadow = blurred.resize((room.width * 4, room.height * 4), Image.Resampling.BILINEAR)
    shift = round(14 * scale)
    at = (corner[0] - reach * 2 + shift, corner[1] - reach * 2 + round(shift * 1.6))
    picture.paste(_SHADOW, (*at, at[0] + shadow.width, at[1] + shadow.height), shadow)
