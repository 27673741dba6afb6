"""A step of a parcel or of a pick-up: the new state, and the row of the step, unsaved."""

from kernel import clock
from kernel.states import Moves

from .models import Pickup, PickupMove, Shipment, ShipmentMove
from .states import PICKUP_MOVES, SHIPMENT_MOVES


def move_shipment(shipment: Shipment, verb: str, *, by: str, why: str = "") -> ShipmentMove:
    """Raises MoveRefused."""
    step = _step(SHIPMENT_MOVES, shipment, verb, by=by, why=why)
    return ShipmentMove(shipment=shipment, **step)


def move_pickup(pickup: Pickup, verb: str, *, by: str, why: str = "") -> PickupMove:
    """Raises MoveRefused."""
    return PickupMove(pickup=pickup, **_step(PICKUP_MOVES, pickup, verb, by=by, why=why))


def _step(
    machine: Moves, thing: Shipment | Pickup, verb: str, *, by: str, why: str
) -> dict[str, object]:
    before = thing.state
    thing.state = machine.to(before, verb)
    return {
        "verb": verb,
        "from_state": before,
        "to_state": thing.state,
        "by": by,
        "why": why,
        "at": clock.now(),
    }
