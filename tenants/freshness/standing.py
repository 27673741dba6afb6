"""Answers that are dear to find, kept for all processes while nothing that visitors see changes."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from .state import page_state, state_asked

T = TypeVar("T")
LONGEST_SECONDS = 600


def while_pages_stand(key: str, find: Callable[[], T]) -> T:
    """`find()`, or what it answered before in the present state of the shop's pages."""
    state = (state_asked() or page_state()).pages
    kept = cache.get(key)
    if kept and kept[0] == state:
        return kept[1]
    found = find()
    cache.set(key, (state, found), LONGEST_SECONDS)
    return found
