from .parcels import Shipment, ShipmentLine, ShipmentMove
from .pickups import Pickup, PickupMove, PickupPoint
from .rates import Measure, ShippingMethod, ShippingSettings, ShippingZone

__all__ = [
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
