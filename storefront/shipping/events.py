"""What sending announces: of each parcel, and of an order that lies ready to be fetched."""

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True)
class ParcelSent(Event):
    """A part or all of an order is on its way: selectors.shipment_by_id(shipment_id)."""

    order_id: int
    shipment_id: int


@dataclass(frozen=True)
class PickupReady(Event):
    """The shopper may come: selectors.pickup_of(order)."""

    order_id: int
