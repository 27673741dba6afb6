from collections.abc import Mapping

from django.db import transaction

from kernel import clock
from storefront.orders import search
from storefront.orders import services as orders

from ..models import Shipment, ShipmentLine, ShipmentMove
from ..states import SHIPMENT_MOVES, ShipmentState


@transaction.atomic
def ship_order(
    order_id: int,
    *,
    carrier: str,
    tracking_number: str,
    by: str,
    units: Mapping[int, int] | None = None,
    why: str = "",
) -> Shipment:
    """Send one parcel: `units` by order line id, or all that is left. Raises NothingToShip."""
    sent = orders.record_shipment(order_id, units, by=by, why=why or tracking_number)
    shipment = Shipment(
        order_id=order_id,
        carrier=carrier,
        tracking_number=tracking_number,
        shipped_at=clock.now(),
        state="",
    )
    row = _move(shipment, "dispatch", by=by, why=why)
    shipment.save()
    row.shipment = shipment
    row.save()
    search.add_words(order_id, tracking_number)
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line_id=line_id, quantity=quantity)
        for line_id, quantity in sent.items()
    )
    return shipment


@transaction.atomic
def deliver_shipments(order_id: int, *, by: str, why: str = "") -> int:
    """Everything of the order that was on its way has arrived; answers how many parcels."""
    underway = Shipment.objects.filter(order_id=order_id, state=ShipmentState.UNDERWAY)
    parcels = list(underway.order_by("pk").select_for_update(no_key=True))
    rows = [_move(parcel, "deliver", by=by, why=why) for parcel in parcels]
    for parcel in parcels:
        parcel.delivered_at = clock.now()
    Shipment.objects.bulk_update(parcels, ["state", "delivered_at"])
    ShipmentMove.objects.bulk_create(rows)
    return len(parcels)


def _move(shipment: Shipment, verb: str, *, by: str, why: str) -> ShipmentMove:
    before = shipment.state
    shipment.state = SHIPMENT_MOVES.to(before, verb)
    return ShipmentMove(
        shipment=shipment,
        verb=verb,
        from_state=before,
        to_state=shipment.state,
        by=by,
        why=why,
        at=clock.now(),
    )
