"""Orders that are fetched: a code when placed, ready, picked up."""

import secrets

from django.db import IntegrityError, transaction

from storefront.orders import search
from storefront.orders import services as orders
from storefront.orders.events import announce_about
from storefront.orders.models import Order
from storefront.orders.moving import locked_order
from storefront.orders.states import OrderState

from ..errors import NotAPickup, OtherPickupCode, PickupNotPaid
from ..events import PickupReady
from ..models import Pickup
from ..moving import move_pickup

_TRIES = 20


def expect_pickup(order: Order, *, by: str) -> Pickup:
    """The order just placed will be fetched: give it a code, inside the order's transaction."""
    for _try in range(_TRIES):
        pickup = Pickup(order=order, code=f"{secrets.randbelow(10**6):06d}", state="")
        row = move_pickup(pickup, "expect", by=by)
        try:
            with transaction.atomic():
                pickup.save(force_insert=True)
        except IntegrityError:  # another open order has this code
            continue
        row.pickup = pickup
        row.save()
        search.add_words(order.pk, pickup.code)
        return pickup
    raise RuntimeError("no free pick-up code")


@transaction.atomic
def mark_pickup_ready(order_id: int, *, by: str) -> Pickup:
    """The goods lie ready. Raises NotAPickup, PickupNotPaid or MoveRefused."""
    pickup = _locked(order_id)
    row = move_pickup(pickup, "ready", by=by)
    pickup.ready_at = row.at
    pickup.save(update_fields=["state", "ready_at"])
    row.save()
    announce_about(order_id, PickupReady(order_id))
    return pickup


@transaction.atomic
def collect_pickup(order_id: int, *, code: str | None, by: str) -> Pickup:
    """The shopper has the goods: the order is sent and received at once.

    `code` is what the shopper showed; None when staff made sure in another way. Raises OtherPickupCode,
    NotAPickup, PickupNotPaid or MoveRefused.
    """
    pickup = _locked(order_id)
    if code is not None and code.strip() != pickup.code:
        raise OtherPickupCode(field="code")
    row = move_pickup(pickup, "collect", by=by, why="" if code else "without the code")
    pickup.collected_at = row.at
    pickup.save(update_fields=["state", "collected_at"])
    row.save()
    orders.record_shipment(order_id, None, by=by)
    orders.confirm_receipt(order_id, by=by)
    return pickup


def _locked(order_id: int) -> Pickup:
    order = locked_order(order_id)
    pickup = Pickup.objects.select_for_update(no_key=True).filter(order_id=order_id).first()
    if pickup is None:
        raise NotAPickup
    on_delivery = order.state == OrderState.AWAITING_PAYMENT and order.pay_on_delivery
    if order.state == OrderState.AWAITING_PAYMENT and not on_delivery:
        raise PickupNotPaid
    if not on_delivery and order.state != OrderState.PAID:
        raise NotAPickup
    return pickup
