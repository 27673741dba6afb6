"""How each kind of section is shown: what it needs, and the content its template gets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from media.pictures import PictureView
from storefront.catalog.selectors import CategoryNode

from .fetched import Fetched, Needs, Newest
from .richtext import shown_rich_text

Value = dict[str, Any]
Content = dict[str, Any] | None


@dataclass(frozen=True)
class Showing:
    """content answers None when there is nothing to show."""

    needs: Callable[[Value, Needs], None]
    content: Callable[[Value, Fetched], Content]


def _items(value: Value, name: str) -> list[Any]:
    """A ListBlock's stored items; old data has them bare."""
    entries = value.get(name) or []
    return [e["value"] if isinstance(e, dict) and "value" in e else e for e in entries]


def _rich_text(value: Value) -> SafeString:
    return shown_rich_text(value.get("text") or "")


def _carousel_needs(value: Value, needs: Needs) -> None:
    for slide in _items(value, "slides"):
        needs.picture(slide.get("picture"))
        needs.link(slide.get("link") or {})


def _carousel(value: Value, fetched: Fetched) -> Content:
    slides = [
        slide
        | {
            "picture": fetched.pictures.get(slide.get("picture")),
            "link": fetched.link(slide.get("link") or {}),
        }
        for slide in _items(value, "slides")
    ]
    return {"slides": slides, "turns_itself": value.get("turns_itself")} if slides else None


def _newest(value: Value) -> Newest:
    category = value.get("category")
    return Newest(int(category) if category else None, int(value.get("count") or 8))


def _products_needs(value: Value, needs: Needs) -> None:
    picked = [pk for pk in _items(value, "products") if pk]
    if picked:
        needs.products.update(picked)
    else:
        needs.newest.add(_newest(value))


def _products(value: Value, fetched: Fetched) -> Content:
    picked = [pk for pk in _items(value, "products") if pk]
    cards = [fetched.products[pk] for pk in picked if pk in fetched.products]
    if not picked:
        cards = list(fetched.newest[_newest(value)])
    if not cards:
        return None
    return {
        "heading": value.get("heading"),
        "text": value.get("text"),
        "cards": cards,
        "arrangement": value.get("arrangement") or "grid",
        "category": fetched.categories.get(value.get("category") or ""),
    }


def _categories_needs(value: Value, needs: Needs) -> None:
    for tile in _items(value, "tiles"):
        needs.picture(tile.get("picture"))


def _categories(value: Value, fetched: Fetched) -> Content:
    tiles = [
        _tile(fetched.categories[tile["category"]], fetched.pictures.get(tile.get("picture")))
        for tile in _items(value, "tiles")
        if tile.get("category") in fetched.categories
    ]
    return {"heading": value.get("heading"), "tiles": tiles} if tiles else None


def _tile(category: CategoryNode, picture: PictureView | None) -> Content:
    """Without a picture of its own a tile has its category's."""
    return {"category": category, "picture": picture or category.picture}


def _image_text_needs(value: Value, needs: Needs) -> None:
    needs.picture(value.get("picture"))
    needs.link(value.get("link") or {})


def _image_text(value: Value, fetched: Fetched) -> Content:
    return {
        "picture": fetched.pictures.get(value.get("picture") or 0),
        "side": value.get("side") or "start",
        "heading": value.get("heading"),
        "text": _rich_text(value),
        "link": fetched.link(value.get("link") or {}),
    }


def _nothing(value: Value, needs: Needs) -> None:
    return None


def _link_needs(value: Value, needs: Needs) -> None:
    needs.link(value.get("link") or {})


def _plain_text(value: Value, fetched: Fetched) -> Content:
    return {"heading": value.get("heading"), "text": _rich_text(value)}


def _notice(value: Value, fetched: Fetched) -> Content:
    return {"text": value.get("text"), "link": fetched.link(value.get("link") or {})}


def _promises(value: Value, fetched: Fetched) -> Content:
    return {"promises": _items(value, "promises")}


SHOWING = {
    "carousel": Showing(_carousel_needs, _carousel),
    "notice": Showing(_link_needs, _notice),
    "products": Showing(_products_needs, _products),
    "categories": Showing(_categories_needs, _categories),
    "image_text": Showing(_image_text_needs, _image_text),
    "rich_text": Showing(_nothing, _plain_text),
    "promises": Showing(_nothing, _promises),
}
