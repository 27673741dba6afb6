from dataclasses import dataclass
from typing import ClassVar

from kernel.events import Event


@dataclass(frozen=True)
class PagesChangedUnheard(Event):
    """A change of what visitors see is committed, and Redis did not hear of it."""

    name: ClassVar[str] = "freshness.PagesChangedUnheard"
