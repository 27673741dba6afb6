from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

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

    def walk(self) -> Iterator["CategoryNode"]:
        """Itself and everything inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def ids(self) -> list[int]:
        return [node.id for node in self.walk()]


@dataclass(frozen=True)
class _Row:
    id: int
    slug: str
    parent_id: int | None
    title: str
    titles: dict[str, str]


def _queries() -> tuple[QuerySet, ...]:
    categories = Category.objects.values("id", "slug", "parent_id", "title")
    texts = CategoryText.objects.values("category_id", "language", "title")
    return categories.order_by("position", "id"), texts


def _read(categories: list[Row], texts: list[Row]) -> tuple[_Row, ...]:
    titles: dict[int, dict[str, str]] = {}
    for text in texts:
        titles.setdefault(text["category_id"], {})[text["language"]] = text["title"]
    return tuple(_Row(**row, titles=titles.get(row["id"], {})) for row in categories)


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
        nodes.append(
            CategoryNode(
                row.id, row.slug, title, row.title, _nodes(inside, row.id, here, language), here
            )
        )
    return tuple(nodes)
