"""What is the same for every shop's sample goods, made once an installation: pictures, and words for search.

A folder named by the content of the sources, so that changed goods are made anew. prepared.json is written last:
where it stands, everything stands.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image

from media.cleaning import encode_webp, mean_colour
from media.sizes import size_name, widths_for

from ..richtext import plain_text
from ..search.documents import document_texts
from .drawing import ICONS, draw
from .goods import LANGUAGES, SampleProduct, sample_goods

_SOURCES = ("clothing.toml", "drawing.py", "prepared.py", "goods.py")


def folder() -> Path:
    digest = hashlib.sha256(str(ICONS.exists()).encode())
    for name in _SOURCES:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return settings.SAMPLES_DIR / digest.hexdigest()[:16]


def prepared() -> dict[str, Any] | None:
    """pictures: {"slug/colour": {...}}; search: {"slug": {language: [vector, words]}}. None: not made yet."""
    try:
        return json.loads((folder() / "prepared.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def prepare() -> dict[str, Any]:
    """Make it unless it is there; a second process waits and finds it made."""
    home = folder()
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home / "lock"):
        known = prepared()
        if known:
            return known
        products = sample_goods().products
        made = {"pictures": dict(_pictures(home, products)), "search": dict(_search(products))}
        draft = home / "prepared.tmp"
        draft.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        os.replace(draft, home / "prepared.json")
        return made


def picture_key(slug: str, colour: str) -> str:
    return f"{slug}/{colour}"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pictures(
    home: Path, products: tuple[SampleProduct, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    colours = sample_goods().colours
    for place, product in enumerate(products):
        for colour in product.pictures:
            pixels = draw(product.icon, colours.get(colour), place=place)
            yield picture_key(product.slug, colour), _store(home, pixels)


def _store(home: Path, pixels: Image.Image) -> dict[str, Any]:
    """All sizes as files; the largest is the original too."""
    largest = encode_webp(pixels, quality=85)
    content_hash = hashlib.sha1(largest).hexdigest()
    sizes = []
    for width in widths_for(pixels.width):
        height = round(pixels.height * width / pixels.width)
        name = size_name(content_hash, width)
        smaller = pixels.resize((width, height), Image.Resampling.LANCZOS)
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(largest if width == pixels.width else encode_webp(smaller, quality=80))
        sizes.append({"width": width, "height": height, "name": name})
    return {
        "hash": content_hash,
        "bytes": len(largest),
        "width": pixels.width,
        "height": pixels.height,
        "colour": mean_colour(pixels),
        "sizes": sizes,
    }


def _search(products: tuple[SampleProduct, ...]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for product in products:
        labels = _labels(product)
        yield (
            product.slug,
            {
                language: list(
                    document_texts(
                        product.title.get(language), plain_text(product.body.get(language)), labels
                    )
                )
                for language in LANGUAGES
            },
        )


def _labels(product: SampleProduct) -> list[str]:
    goods = sample_goods()
    category = goods.categories[product.category]
    words = [goods.colours[colour].name for colour in product.colours]
    named = [text for word in (category, *words) for text in (word.zh, word.en)]
    return [sku(product, *pair) for pair in product.combinations()] + [*product.tags, *named]


def sku(product: SampleProduct, colour: str, size: str) -> str:
    initials = "".join(part[0] for part in product.slug.split("-")).upper()
    plain_size = size if size.isascii() else ""
    return "-".join(filter(None, (initials, colour[:3].upper(), plain_size)))
