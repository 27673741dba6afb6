"""Points' own alarm clocks: announced ahead, handled when their time has come."""

from dataclasses import dataclass
from typing import ClassVar

from kernel.events import Event


@dataclass(frozen=True)
class PointsFallDue(Event):
    """Pending points of an order become active now."""

    order_id: int

    name: ClassVar[str] = "points.PointsFallDue"


@dataclass(frozen=True)
class PointsLotEnds(Event):
    """Active points of a member expire now."""

    member_id: int
    lot_id: int

    name: ClassVar[str] = "points.PointsLotEnds"
