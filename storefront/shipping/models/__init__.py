from .dispatching import DispatchJob, DispatchLine, DispatchState, LineState
from .parcels import Shipment, ShipmentLine, ShipmentMove
from .pickups import Pickup, PickupMove, PickupPoint
from .rates import Measure, ShippingMethod, ShippingSettings, ShippingZone

__all__ = [
    "DispatchJob",
    "DispatchLine",
    "DispatchState",
    "LineState",
    "Measure",
    "Pickup",
    "PickupMove",
    "PickupPoint",
    "Shipment",
    "ShipmentLine",
    "ShipmentMove",
    "ShippingMethod",
    "ShippingSettings",
    "ShippingZone",
]
