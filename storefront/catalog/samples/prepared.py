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
from .drawing import draw
from .goods import LANGUAGES, SETS, SampleGoods, SampleProduct, sample_goods, source_of
from .icons import ICONS

_SOURCES = ("drawing.py", "icons.py", "scenes.py", "prepared.py", "goods.py")


def folder(name: str) -> Path:
    digest = hashlib.sha256(str(ICONS.exists()).encode())
    for source in (source_of(name), *(Path(__file__).with_name(file) for file in _SOURCES)):
        digest.update(source.read_bytes())
    return settings.SAMPLES_DIR / f"{name}-{digest.hexdigest()[:16]}"


def prepared(name: str) -> dict[str, Any] | None:
    """pictures: {"slug/place": {...}}; search: {"slug": {language: [vector, words]}}. None: not made yet."""
    try:
        return json.loads((folder(name) / "prepared.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def prepare(name: str) -> dict[str, Any]:
    """Make it unless it is there; a second process waits and finds it made."""
    home = folder(name)
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home / "lock"):
        known = prepared(name)
        if known:
            return known
        goods = sample_goods(name)
        made = {"pictures": dict(_pictures(home, goods)), "search": dict(_search(goods))}
        draft = home / "prepared.tmp"
        draft.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        os.replace(draft, home / "prepared.json")
        return made


def prepare_all() -> int:
    """Every set of goods; how many pictures there are."""
    return sum(len(prepare(name)["pictures"]) for name in SETS)


def picture_key(slug: str, place: int) -> str:
    return f"{slug}/{place}"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pictures(home: Path, goods: SampleGoods) -> Iterator[tuple[str, dict[str, Any]]]:
    for shelf_place, product in enumerate(goods.products):
        for place, shot in enumerate(product.shots):
            pixels = draw(shot, goods.colours.get(shot.colour), place=shelf_place)
            yield picture_key(product.slug, place), _store(home, pixels)


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


def _search(goods: SampleGoods) -> Iterator[tuple[str, dict[str, list[str]]]]:
    for product in goods.products:
        labels = _labels(goods, product)
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


def _labels(goods: SampleGoods, product: SampleProduct) -> list[str]:
    words = [goods.value(value) for _key, values in product.options for value in values]
    named = [t for word in (goods.categories[product.category], *words) for t in (word.zh, word.en)]
    skus = [sku(product, values) for values in product.combinations()]
    return [*skus, *product.tags, *dict.fromkeys(named)]


def sku(product: SampleProduct, values: tuple[str, ...]) -> str:
    initials = "".join(part[0] for part in product.slug.split("-")).upper()
    plain = [value.upper() if len(value) < 4 else value[:3].upper() for value in values]
    return "-".join([initials, *(value for value in plain if value.isascii())])
