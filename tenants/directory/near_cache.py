"""Small facts a shop's every page needs, kept in the process and checked against Redis once a second."""

import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.cache import cache
from django.db import transaction

from kernel.schema import current_schema

T = TypeVar("T")


@dataclass
class _Entry(Generic[T]):
    value: T
    version: Any
    checked: float
    until: float


_all: "weakref.WeakSet[NearCache]" = weakref.WeakSet()


def all_near_caches() -> "list[NearCache]":
    """Every memory of this process, for tests to empty."""
    return list(_all)


class NearCache(Generic[T]):
    """One value a schema, loaded by `load()`.

    `get()` costs nothing for a second, then one Redis read; after `invalidate()` every process sees the new
    value within a second. Without Redis a value lives `seconds`. The value must be immutable or be treated so.
    """

    def __init__(self, name: str, load: Callable[[], T], seconds: float = 10) -> None:
        self._name = f"near:{name}"
        self._load = load
        self._seconds = seconds
        self._entries: dict[str, _Entry[T]] = {}
        self._lock = threading.Lock()
        _all.add(self)

    def get(self) -> T:
        schema, now = current_schema(), time.monotonic()
        entry = self._entries.get(schema)
        if entry and now < entry.until and now - entry.checked < 1:
            return entry.value
        version = cache.get(self._name)
        if entry and now < entry.until and entry.version == version:
            entry.checked = now
            return entry.value
        value = self._load()
        with self._lock:
            if len(self._entries) > 5_000:
                self._entries.clear()
            self._entries[schema] = _Entry(value, version, now, now + self._seconds)
        return value

    def invalidate(self) -> None:
        """Call inside the transaction that changed the value; acts for this thread now, for all on commit."""
        self._raise_version()
        schema = current_schema()
        transaction.on_commit(lambda: self._raise_version(schema))

    def _raise_version(self, schema: str | None = None) -> None:
        self._entries.pop(schema or current_schema(), None)
        cache.set(self._name, time.time_ns(), None)
