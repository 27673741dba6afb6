"""Content types cached per schema: their ids differ between shops, and Django's cache is per process."""

from collections import defaultdict
from collections.abc import Iterator, MutableMapping

from django.contrib.contenttypes.models import ContentType

from kernel.schema import current_schema


class SchemaKeyedCache(MutableMapping):
    """A mapping whose content depends on the schema of the current connection."""

    def __init__(self) -> None:
        self._by_schema: dict[str, dict] = defaultdict(dict)

    def _current(self) -> dict:
        return self._by_schema[current_schema()]

    def __getitem__(self, key: str) -> dict:
        return self._current()[key]

    def __setitem__(self, key: str, value: dict) -> None:
        self._current()[key] = value

    def __delitem__(self, key: str) -> None:
        del self._current()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._current())

    def __len__(self) -> int:
        return len(self._current())

    def clear(self) -> None:
        self._current().clear()


def key_content_types_by_schema() -> None:
    cache = SchemaKeyedCache()
    ContentType.objects._cache = cache  # type: ignore[attr-defined]  # not in the stubs
