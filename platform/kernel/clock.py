"""The time in domain code. Tests move it: `with clock.travel(timedelta(days=7)):`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_offset = timedelta()
_frozen: datetime | None = None


def now() -> datetime:
    """Aware, in UTC."""
    return (_frozen or datetime.now(UTC)) + _offset


@contextmanager
def travel(delta: timedelta) -> Iterator[None]:
    """For the whole process: time runs on, `delta` later. Nests."""
    global _offset
    before = _offset
    _offset += delta
    try:
        yield
    finally:
        _offset = before


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """For the whole process: time stands still at `at`; travel() inside still moves it."""
    global _frozen, _offset
    if at.tzinfo is None:
        raise ValueError("the clock needs an aware datetime")
    before = _frozen, _offset
    _frozen, _offset = at.astimezone(UTC), timedelta()
    try:
        yield
    finally:
        _frozen, _offset = before
