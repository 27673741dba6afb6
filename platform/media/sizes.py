"""The sizes of a picture, made once when it is saved, under names that say their content."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from .cleaning import encode_webp

WIDTHS = (320, 640, 960, 1280)
FOLDER = "pictures"


def size_name(content_hash: str, width: int) -> str:
    return f"{FOLDER}/{content_hash[:2]}/{content_hash}-{width}.webp"


def widths_for(width: int) -> list[int]:
    """Never larger than the picture itself."""
    return [w for w in WIDTHS if w < width] + ([width] if width <= WIDTHS[-1] else [WIDTHS[-1]])


def make_sizes(pixels: Image.Image, content_hash: str) -> list[dict[str, Any]]:
    """Write every size to the shop's media folder; one written before is kept."""
    sizes = []
    for width in dict.fromkeys(widths_for(pixels.width)):
        height = max(1, round(pixels.height * width / pixels.width))
        name = size_name(content_hash, width)
        if not default_storage.exists(name):
            smaller = pixels.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
            default_storage.save(name, ContentFile(encode_webp(smaller, quality=80)))
        sizes.append({"width": width, "height": height, "name": name})
    return sizes


def delete_sizes(sizes: list[dict[str, Any]]) -> None:
    """After commit, so that a rolled back deletion keeps its files."""
    names = [size["name"] for size in sizes]

    def delete() -> None:
        for name in names:
            default_storage.delete(name)

    transaction.on_commit(delete, robust=True)
