"""What a refund does to points, said beforehand."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import ngettext_lazy

from kernel.numbers import grouped
from ledger.models import Hold
from ledger.selectors import balances, hold_of, restored_amount
from storefront.aftersales.ports import Effect, RefundPlan
from storefront.orders.models import Order

from .accounts import ACTIVE
from .evaluate import OrderFacts, points_to_restore, points_to_take_back, taken_from
from .facts import SOURCE, facts_of
from .models import GrantState, PointsGrant
from .services.spend import hold_key


def refund_effects(order: Order, plan: RefundPlan) -> Sequence[Effect]:
    """Points that come back and points that are taken back, by the code that does it afterwards."""
    back = sum(discount.amount_minor for discount in plan.discounts if discount.source == SOURCE)
    after = facts_of(order).after_refund(goods_minor=plan.goods_minor, points_discount_minor=back)
    restored = _restored(after)
    return [*_restoring(restored), *_taking(after, restored)]


def _restored(order: OrderFacts) -> int:
    hold = hold_of(hold_key(order.order_id))
    if hold is None or hold.state == Hold.RELEASED:
        return 0
    captured = hold.captured or hold.amount  # the payment may not be processed yet
    done = restored_amount(hold.transfer_id) if hold.transfer_id else 0
    return max(points_to_restore(captured, order) - done, 0)


def _restoring(restored: int) -> list[Effect]:
    text = ngettext_lazy(
        "%(points)s spent point comes back", "%(points)s spent points come back", "count"
    )
    return [_effect(text, restored, restored)] if restored else []


def _taking(order: OrderFacts, restored: int) -> list[Effect]:
    grant = PointsGrant.objects.filter(order_id=order.order_id).first()
    if grant is None:
        return []
    amount = max(points_to_take_back(grant.amount, order) - grant.clawed, 0)
    active = ACTIVE.of(grant.member_id)
    taken = taken_from(
        amount,
        pending=grant.left if grant.state == GrantState.PENDING else 0,
        active=balances([active])[active].available + restored,
    )
    named = [
        (
            ngettext_lazy(
                "%(points)s pending point is taken back",
                "%(points)s pending points are taken back",
                "count",
            ),
            taken.pending,
        ),
        (
            ngettext_lazy(
                "%(points)s active point is taken back",
                "%(points)s active points are taken back",
                "count",
            ),
            taken.active,
        ),
        (
            ngettext_lazy(
                "%(points)s point will be owed", "%(points)s points will be owed", "count"
            ),
            taken.debt,
        ),
    ]
    return [_effect(text, part, -part) for text, part in named if part]


def _effect(text: Any, count: int, amount: int) -> Effect:
    """`text` in the language of who looks; a refund keeps it as it was said."""
    return Effect(SOURCE, _told(text, count), amount)


def cancel_effects(order: Order) -> Sequence[str]:
    """Points that an unpaid order keeps come back when it is cancelled."""
    hold = hold_of(hold_key(order.pk))
    if hold is None or hold.state != Hold.OPEN:
        return []
    text = ngettext_lazy(
        "%(points)s spent point comes back", "%(points)s spent points come back", "count"
    )
    return [str(_told(text, hold.amount))]


def _told(text: Any, count: int) -> Any:
    return text % {"count": count, "points": grouped(count)}
