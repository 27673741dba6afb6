"""What a page needs to show a picture, without a query: its sizes were made when it was saved."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage

from kernel.schema import current_schema

if TYPE_CHECKING:
    from .models import ShopImage


@dataclass(frozen=True, slots=True)
class PictureView:
    """`<img src srcset width height alt>`; width and height are those of `src`, so nothing jumps.

    colour is the picture's mean colour (#rrggbb), to be shown until it has loaded. focus: what must stay seen when
    a page crops it, for `style="object-position: ..."`; empty when that is the middle.
    """

    alt: str
    width: int
    height: int
    src: str
    srcset: str
    colour: str
    focus: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def picture_data(image: "ShopImage", alt: str = "") -> dict[str, Any]:
    """A picture as plain JSON, to be kept beside something else; `picture_from_data` reads it."""
    data = {"alt": alt or image.title, "sizes": image.sizes, "colour": image.colour}
    return data | ({"focus": image.focus} if image.focus else {})


def picture_from_data(data: dict[str, Any] | None, alt: str = "") -> PictureView | None:
    """None when there is no picture or its sizes are missing."""
    if not data or not data["sizes"]:
        return None
    sizes: Sequence[dict[str, Any]] = data["sizes"]
    middle = sizes[min(1, len(sizes) - 1)]
    urls = [(_url(current_schema(), size["name"]), size["width"]) for size in sizes]
    return PictureView(
        alt=alt or data["alt"],
        width=middle["width"],
        height=middle["height"],
        src=_url(current_schema(), middle["name"]),
        srcset=", ".join(f"{url} {width}w" for url, width in urls),
        colour=data["colour"],
        focus=data.get("focus", ""),
    )


@lru_cache(maxsize=50_000)
def _url(schema: str, name: str) -> str:
    """A size's address; its name says its content, so neither ever changes."""
    return default_storage.url(name)


def picture_view(image: "ShopImage | None", alt: str = "") -> PictureView | None:
    """The view of a picture of the library."""
    return picture_from_data(picture_data(image, alt)) if image else None
