from collections.abc import Mapping

from django.db import transaction

from integrations.carriers import carrier_named
from kernel import clock
from kernel.states import MoveRefused
from storefront.orders import search
from storefront.orders import services as orders
from storefront.orders.events import announce_about
from storefront.orders.moving import locked_order

from ..errors import ParcelKnown
from ..events import ParcelSent
from ..models import Shipment, ShipmentLine, ShipmentMove
from ..moving import move_shipment
from ..selectors import collected_by_next
from ..states import ShipmentState


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
    """Send one parcel: `units` by order line id, or all that is left.

    Raises NothingToShip, or ParcelKnown when this order has a parcel with this number already (a second press
    of the button is not a second parcel).
    """
    order = locked_order(order_id)
    carrier, tracking_number = _named(carrier), tracking_number.strip().upper()
    if Shipment.objects.filter(order_id=order_id, tracking_number__iexact=tracking_number).exists():
        raise ParcelKnown(field="tracking_number")
    sent = orders.record_shipment(order_id, units, by=by, why=why or tracking_number)
    shipment = Shipment(
        order_id=order_id,
        carrier=carrier,
        tracking_number=tracking_number,
        shipped_at=clock.now(),
        state="",
        collect_minor=collected_by_next(order),
    )
    row = move_shipment(shipment, "dispatch", by=by, why=why)
    shipment.save()
    row.shipment = shipment
    row.save()
    search.add_words(order_id, tracking_number)
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, order_line_id=line_id, quantity=quantity)
        for line_id, quantity in sent.items()
    )
    announce_about(order_id, ParcelSent(order_id, shipment.pk))
    return shipment


@transaction.atomic
def deliver_shipments(order_id: int, *, by: str, why: str = "") -> int:
    """Everything of the order that was on its way has arrived; answers how many parcels."""
    underway = Shipment.objects.filter(order_id=order_id, state=ShipmentState.UNDERWAY)
    parcels = list(underway.order_by("pk").select_for_update(no_key=True))
    rows = [move_shipment(parcel, "deliver", by=by, why=why) for parcel in parcels]
    for parcel in parcels:
        parcel.delivered_at = clock.now()
    Shipment.objects.bulk_update(parcels, ["state", "delivered_at"])
    ShipmentMove.objects.bulk_create(rows)
    return len(parcels)


@transaction.atomic
def correct_parcel(
    shipment_id: int, *, carrier: str, tracking_number: str, by: str, why: str = ""
) -> Shipment:
    """Another carrier or number for a parcel that is on its way; the old ones stay in a row of their own.

    Raises ParcelKnown when another parcel of the order has the number.
    """
    order_id = Shipment.objects.values_list("order_id", flat=True).get(pk=shipment_id)
    locked_order(order_id)
    shipment = Shipment.objects.select_for_update(no_key=True).get(pk=shipment_id)
    carrier, tracking_number = _named(carrier), tracking_number.strip().upper()
    before, after = _told(shipment), f"{carrier} {tracking_number}"
    if before == after:
        return shipment
    others = Shipment.objects.filter(order_id=order_id).exclude(pk=shipment_id)
    if others.filter(tracking_number__iexact=tracking_number).exists():
        raise ParcelKnown(field="tracking_number")
    row = move_shipment(shipment, "correct", by=by, why=f"{before} → {after}. {why}"[:200])
    search.replace_words(order_id, shipment.tracking_number, tracking_number)
    shipment.carrier, shipment.tracking_number = carrier, tracking_number
    shipment.save(update_fields=["carrier", "tracking_number"])
    row.save()
    return shipment


@transaction.atomic
def take_back_refused(order_id: int, *, restock: bool, by: str, why: str = "") -> int:
    """Nobody took the order at the door, and its parcels are back: it is closed without money.

    Answers how many parcels came back. Raises MoveRefused once the order is paid, or when nothing was sent.
    """
    locked_order(order_id)
    out = Shipment.objects.filter(
        order_id=order_id, state__in=[ShipmentState.UNDERWAY, ShipmentState.LOST]
    )
    parcels = list(out.order_by("pk").select_for_update(no_key=True))
    if not parcels:
        raise MoveRefused
    orders.close_refused(order_id, restock=restock, by=by, why=why)
    rows = [move_shipment(parcel, "return", by=by, why=why) for parcel in parcels]
    Shipment.objects.bulk_update(parcels, ["state"])
    ShipmentMove.objects.bulk_create(rows)
    return len(parcels)


def _named(carrier: str) -> str:
    """A known carrier's own name, whatever it was typed as."""
    known = carrier_named(carrier)
    return known.name if known else carrier.strip()


def _told(shipment: Shipment) -> str:
    return f"{shipment.carrier} {shipment.tracking_number}"
