"""Putting right what was mistyped: who the order is for and where it goes. Prices stay as they were agreed."""

from collections.abc import Mapping

from django.db import transaction

from kernel import clock
from kernel.states import MoveRefused

from ..errors import NobodyToReach, SentAlready
from ..events import OrderCorrected, announce_about
from ..models import Order, OrderCorrection
from ..moving import locked_order
from ..search import rewritten, search_text_of
from ..states import OrderState, ShippingState
from .follow import follow_contact

CONTACT = ("name", "email", "phone")


@transaction.atomic
def correct_order(
    order_id: int,
    *,
    contact: Mapping[str, str],
    address: Mapping[str, str] | None = None,
    by: str,
    why: str = "",
    remark: str = "",
    mail_again: bool = False,
) -> OrderCorrection | None:
    """Another name, e-mail, phone (`contact`, of those only what is given) or address; None when nothing changed.

    `remark` is what staff were told of the freight. Raises SentAlready for an address once a parcel has left,
    NobodyToReach, MoveRefused when the order is cancelled.
    """
    order = locked_order(order_id)
    if order.state == OrderState.CANCELLED:
        raise MoveRefused
    changes = _changes(order, contact, address)
    if any(name.startswith("address.") for name in changes) and not may_change_address(order):
        raise SentAlready
    if changes:
        _apply(order, changes)
    if mail_again or changes:
        announce_about(order.pk, OrderCorrected(order.pk, order.number, by if mail_again else ""))
    if not changes:
        return None
    return OrderCorrection.objects.create(
        order=order, changes=changes, remark=remark[:300], why=why[:200], by=by, at=clock.now()
    )


def may_change_address(order: Order) -> bool:
    """It goes somewhere, and nothing of it has left."""
    waits = order.state in (OrderState.AWAITING_PAYMENT, OrderState.PAID)
    unsent = order.shipping_state == ShippingState.UNSHIPPED
    return bool(waits and unsent and order.requires_shipping and not order.pickup)


def _changes(
    order: Order, contact: Mapping[str, str], address: Mapping[str, str] | None
) -> dict[str, list[str]]:
    before = {name: getattr(order, name) for name in CONTACT}
    after = {**before, **{name: contact[name].strip() for name in CONTACT if name in contact}}
    if not after["email"] and not after["phone"]:
        raise NobodyToReach(field="email")
    for name, value in (address or {}).items():
        before[f"address.{name}"] = (order.address or {}).get(name) or ""
        after[f"address.{name}"] = value.strip()
    return {name: [before[name], after[name]] for name in after if before[name] != after[name]}


def _apply(order: Order, changes: Mapping[str, list[str]]) -> None:
    before = {name: getattr(order, name) for name in CONTACT}
    lines = list(order.lines.all())
    words = search_text_of(order, lines)
    address = dict(order.address or {})
    for name, (_before, after) in changes.items():
        if name.startswith("address."):
            address[name.removeprefix("address.")] = after
        else:
            setattr(order, name, after)
    if "line1" not in address:  # fetched: the address is but a name and a phone, those of the order
        address |= {name: changes[name][1] for name in address if name in changes}
    order.address = address
    order.search_text = rewritten(order.search_text, words, search_text_of(order, lines))
    order.save(update_fields=[*CONTACT, "address", "search_text"])
    follow_contact(order, before)
