"""Which theme the current request or task renders with."""

from contextvars import ContextVar

_active: ContextVar[str] = ContextVar("active_theme", default="base")


def active_theme() -> str:
    return _active.get()


def activate_theme(name: str) -> None:
    _active.set(name)
