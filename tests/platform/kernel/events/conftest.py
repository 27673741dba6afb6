from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from kernel.events import Event, registry


@dataclass(frozen=True)
class KettleBoiled(Event):
    kettle_id: int
    note: str = ""


@pytest.fixture
def reactions() -> Iterator[dict]:
    """Handlers of KettleBoiled, {name: function}; gone after the test."""
    registry._handlers[KettleBoiled.name] = handlers = {}
    yield handlers
    registry._handlers.pop(KettleBoiled.name)


@pytest.fixture
def heard(reactions) -> list[KettleBoiled]:
    """What a handler that never fails has seen."""
    events: list[KettleBoiled] = []
    reactions["tests.hear"] = events.append
    return events
