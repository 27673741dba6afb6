"""An upload becomes pixels and nothing else: decoded, turned upright, made smaller, encoded again."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from .errors import PictureRefused, PictureTooLarge

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # never SVG or HTML: they can carry script
MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 2560


@dataclass(frozen=True)
class CleanPicture:
    file: ContentFile
    pixels: Image.Image
    content_hash: str  # SHA-1 of the encoded file, as Wagtail keeps it
    colour: str


def clean_upload(upload: IO[bytes], name: str) -> CleanPicture:
    """The picture as WebP of at most MAX_SIDE pixels a side; raises PictureRefused."""
    pixels = _decode(upload)
    data = encode_webp(pixels, quality=90)
    file = ContentFile(data, name=f"{PurePath(name or 'picture').stem[:60]}.webp")
    return CleanPicture(file, pixels, hashlib.sha1(data).hexdigest(), mean_colour(pixels))


def encode_webp(pixels: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    pixels.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()


def _decode(upload: IO[bytes]) -> Image.Image:
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PictureTooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise PictureTooLarge
        picture.draft("RGB", (MAX_SIDE, MAX_SIDE))  # a large JPEG is decoded at a smaller scale
        picture.load()
    except Image.DecompressionBombError:
        raise PictureTooLarge from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise PictureRefused from None
    return _upright(picture)


def _upright(picture: Image.Image) -> Image.Image:
    picture = ImageOps.exif_transpose(picture)
    picture = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    picture.info.clear()  # EXIF (where a photo was taken), colour profile, comments
    return picture


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info


def mean_colour(picture: Image.Image) -> str:
    """#rrggbb, transparent parts taken for white."""
    flat = Image.new("RGB", picture.size, "white")
    flat.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return "#" + flat.resize((1, 1), Image.Resampling.BOX).tobytes().hex()
