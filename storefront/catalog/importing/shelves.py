"""The categories a file names, as paths from the top; made when they are missing."""

from collections.abc import Iterable

from ..models import Category
from ..services.categories import save_category

Path = tuple[str, ...]


class Shelves:
    """The shop's categories by path, read once a chunk.

    From the tables and not from what the process remembers: a chunk may be rolled back.
    """

    def __init__(self) -> None:
        rows = Category.objects.order_by("position", "id").values_list("pk", "parent_id", "title")
        self._ids: dict[tuple[int | None, str], int] = {}
        for pk, parent, title in rows:
            self._ids.setdefault((parent, title), pk)

    def ids(self, paths: Iterable[Path]) -> list[int]:
        return [self._id(path) for path in paths]

    def known_id(self, path: Path) -> int | None:
        """None when the shop has no such category yet."""
        found: int | None = None
        for title in path:
            found = self._ids.get((found, title))
            if found is None:
                return None
        return found

    def _id(self, path: Path) -> int:
        parent: int | None = None
        for title in path:
            known = self._ids.get((parent, title))
            if known is None:
                known = save_category(title=title, parent_id=parent).pk
                self._ids[parent, title] = known
            parent = known
        assert parent is not None
        return parent
