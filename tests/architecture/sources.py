"""Our own Python files, parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TOPS = ("platform", "tenants", "storefront", "loyalty", "cms", "themes", "billing")


@dataclass(frozen=True)
class Source:
    path: str  # from the root of the repository
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{node.lineno}"

    def within(self, *places: str) -> bool:
        return self.path.startswith(places)


@cache
def sources() -> tuple[Source, ...]:
    files = [path for top in TOPS for path in sorted((ROOT / top).rglob("*.py"))]
    return tuple(
        Source(str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8")))
        for path in files
        if "migrations" not in path.parts and "node_modules" not in path.parts
    )


def nodes(kind: type | tuple[type, ...], *, outside: tuple[str, ...] = ()) -> Iterator:
    """(source, node) for every node of this kind, except in the places that may."""
    for source in sources():
        if outside and source.within(*outside):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, kind):
                yield source, node


def dotted(node: ast.AST) -> str:
    """`a.b.c` for names and attributes, of a call its function; "" for anything else."""
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
