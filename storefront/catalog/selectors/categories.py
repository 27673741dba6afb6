from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from media.pictures import PictureView, picture_from_data
from tenants.freshness.kept_near import KeptNear, Row

from ..models import Category, CategoryText
from .language import page_language


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category and what is inside it; `path` leads from the top to this one. name: in the main language."""

    id: int
    slug: str
    title: str
    name: str
    children: tuple["CategoryNode", ...] = ()
    path: tuple["CategoryNode", ...] = field(default=(), repr=False, compare=False)
    cover: dict[str, Any] | None = field(default=None, repr=False, compare=False)

    def walk(self) -> Iterator["CategoryNode"]:
        """Itself and everything inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def picture(self) -> PictureView | None:
        return picture_from_data(self.cover, self.title)

    @property
    def ids(self) -> list[int]:
        return [node.id for node in self.walk()]


@dataclass(frozen=True)
class _Row:
    id: int
    slug: str
    parent_id: int | None
    title: str
    cover: dict[str, Any] | None
    titles: dict[str, str]


def _queries() -> tuple[QuerySet, ...]:
    categories = Category.objects.values("id", "slug", "parent_id", "title", "cover", "picture_id")
    texts = CategoryText.objects.values("category_id", "language", "title")
    return categories.order_by("position", "id"), texts


def _read(categories: list[Row], texts: list[Row]) -> tuple[_Row, ...]:
    titles: dict[int, dict[str, str]] = {}
    for text in texts:
        titles.setdefault(text["category_id"], {})[text["language"]] = text["title"]
    return tuple(_row(row, titles.get(row["id"], {})) for row in categories)


def _row(row: Row, titles: dict[str, str]) -> _Row:
    """A picture that was deleted from the library is no longer there, whatever `cover` says."""
    cover = row["cover"] if row["picture_id"] else None
    return _Row(row["id"], row["slug"], row["parent_id"], row["title"], cover, titles)


categories_cache: KeptNear[tuple[_Row, ...]] = KeptNear(_queries, _read)


def categories_tree() -> list[CategoryNode]:
    """The top categories with all that is inside them; from memory, no query."""
    inside: dict[int | None, list[_Row]] = {}
    for row in categories_cache.get():
        inside.setdefault(row.parent_id, []).append(row)
    return list(_nodes(inside, None, (), page_language()))


def category_by_slug(slug: str) -> CategoryNode | None:
    return next((node for node in _all_nodes() if node.slug == slug), None)


def category_by_id(category_id: int) -> CategoryNode | None:
    return next((node for node in _all_nodes() if node.id == category_id), None)


def _all_nodes() -> Iterator[CategoryNode]:
    for top in categories_tree():
        yield from top.walk()


def _nodes(
    inside: dict[int | None, list[_Row]],
    parent: int | None,
    path: tuple[CategoryNode, ...],
    language: str,
) -> tuple[CategoryNode, ...]:
    nodes = []
    for row in inside.get(parent, []):
        title = row.titles.get(language) or row.title
        here = (*path, CategoryNode(row.id, row.slug, title, row.title))
        children = _nodes(inside, row.id, here, language)
        nodes.append(CategoryNode(row.id, row.slug, title, row.title, children, here, row.cover))
    return tuple(nodes)
