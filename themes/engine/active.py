"""Which theme the current request or task renders with."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_active: ContextVar[str] = ContextVar("active_theme", default="base")


def active_theme() -> str:
    return _active.get()


def activate_theme(name: str) -> None:
    _active.set(name)


@contextmanager
def theme_active(name: str) -> Iterator[None]:
    """Render with this theme, and with the one before again afterwards."""
    before = _active.set(name)
    try:
        yield
    finally:
        _active.reset(before)
