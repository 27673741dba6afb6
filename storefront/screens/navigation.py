"""The categories in a shop's header, by language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NavigationEntry:
    slug: str
    title: str
    children: tuple["NavigationEntry", ...] = ()


def navigation(language: str) -> tuple[NavigationEntry, ...]:
    return ()
