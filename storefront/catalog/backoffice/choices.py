"""The shop's categories to choose from."""

from dataclasses import dataclass

from ..selectors import categories_tree


@dataclass(frozen=True)
class CategoryChoice:
    id: int
    title: str
    depth: int
    chosen: bool


def category_choices(without: int | None = None) -> list[tuple[int, str]]:
    """Each with its way from the top; `without` leaves out one and all inside it."""
    nodes = [node for top in categories_tree() for node in top.walk()]
    left_out = next((node.ids for node in nodes if node.id == without), [])
    return [
        (node.id, " › ".join(step.title for step in node.path))
        for node in nodes
        if node.id not in left_out
    ]


def category_tree_choices(chosen: set[str]) -> list[CategoryChoice]:
    """The whole tree from the top, each with its depth."""
    return [
        CategoryChoice(node.id, node.title, len(node.path) - 1, str(node.id) in chosen)
        for top in categories_tree()
        for node in top.walk()
    ]
