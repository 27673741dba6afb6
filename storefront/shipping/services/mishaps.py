"""Parcels that did not arrive: lost, come back, and their goods sent once more."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from storefront.inventory import services as inventory
from storefront.orders import services as orders
from storefront.orders.models import OrderLine
from storefront.orders.moving import locked_order
from storefront.orders.states import PaymentState

from ..errors import ParcelNotPaid, SentAgainAlready
from ..models import Shipment
from ..moving import move_shipment
from ..states import ReturnedGoods


@transaction.atomic
def lose_shipment(shipment_id: int, *, by: str, why: str) -> Shipment:
    """The carrier lost the parcel. Raises MoveRefused when it has arrived or come back, ParcelNotPaid."""
    shipment = _locked(shipment_id)
    row = move_shipment(shipment, "lose", by=by, why=why)
    shipment.save(update_fields=["state"])
    row.save()
    return shipment


@transaction.atomic
def take_shipment_back(
    shipment_id: int, *, goods: ReturnedGoods | str, by: str, why: str
) -> Shipment:
    """The parcel came back; its goods go to stock, are kept for the order, or are of no use.

    A parcel that was lost may turn up so. Raises MoveRefused when it has arrived, ParcelNotPaid.
    """
    shipment = _locked(shipment_id)
    row = move_shipment(shipment, "return", by=by, why=why)
    shipment.goods = ReturnedGoods(goods)
    shipment.save(update_fields=["state", "goods"])
    row.save()
    if goods == ReturnedGoods.STOCK:
        parts = shipment.lines.values_list("order_line_id", "quantity")
        inventory.restock(_by_variant(dict(parts)))
    return shipment


@transaction.atomic
def send_again(shipment_id: int, *, by: str, why: str = "") -> Shipment:
    """The goods of a lost or returned parcel wait to be sent once more, as the next parcel of the order.

    They leave the stock anew, unless they came back and were kept. Raises SentAgainAlready, NothingToShip (all of
    it is refunded), OutOfStock, ParcelNotPaid, MoveRefused.
    """
    shipment = _locked(shipment_id)
    if shipment.sent_again_at:
        raise SentAgainAlready
    row = move_shipment(shipment, "send_again", by=by, why=why)
    parts = dict(shipment.lines.values_list("order_line_id", "quantity"))
    again = orders.take_back_shipment(shipment.order_id, parts, by=by, why=why)
    if shipment.goods != ReturnedGoods.KEPT:
        inventory.take(_by_variant(again))
    shipment.sent_again_at = row.at
    shipment.save(update_fields=["sent_again_at"])
    row.save()
    return shipment


def _locked(shipment_id: int) -> Shipment:
    """The order first, then the parcel as it is now."""
    order = locked_order(Shipment.objects.values_list("order_id", flat=True).get(pk=shipment_id))
    if order.payment_state == PaymentState.UNPAID:
        raise ParcelNotPaid
    return Shipment.objects.select_for_update(no_key=True).get(pk=shipment_id)


def _by_variant(units: Mapping[int, int]) -> dict[int, int]:
    """From order line ids to variants."""
    lines = OrderLine.objects.filter(pk__in=units).values_list("pk", "variant_id")
    found: Counter[int] = Counter()
    for pk, variant_id in lines:
        found[variant_id] += units[pk]
    return dict(found)
