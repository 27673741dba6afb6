"""What the rules make of an order. Pure: the same code previews, decides and can judge past orders again."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from math import gcd

from kernel.money import round_ratio

from .models import PointsRules, Rounding


@dataclass(frozen=True)
class OrderFacts:
    """What points need to know of an order. Goods are after discounts, tax included, without shipping.

    `points_discount_minor` is what points took off, `..._back_minor` the part of it on refunded units.
    """

    order_id: int
    number: str
    customer_id: int | None
    paid: bool
    cancelled: bool
    received_at: datetime | None
    goods_minor: int
    goods_back_minor: int = 0
    points_discount_minor: int = 0
    points_discount_back_minor: int = 0

    def after_refund(self, *, goods_minor: int, points_discount_minor: int) -> "OrderFacts":
        """The order as it will be when this much more has gone back."""
        return replace(
            self,
            goods_back_minor=self.goods_back_minor + goods_minor,
            points_discount_back_minor=self.points_discount_back_minor + points_discount_minor,
        )

    def inputs_hash(self) -> str:
        inputs = f"{self.order_id}:{self.goods_minor}:{self.points_discount_minor}"
        return hashlib.sha256(inputs.encode()).hexdigest()


@dataclass(frozen=True)
class Taken:
    """Where points that are taken back come from."""

    pending: int = 0
    active: int = 0
    debt: int = 0


def earned_points(rules: PointsRules, goods_minor: int) -> int:
    """Points for an amount paid, rounded as the rules say."""
    if not rules.enabled or goods_minor <= 0:
        return 0
    if rules.earn_rounding == Rounding.NEAREST:
        return round_ratio(goods_minor, rules.earn_points, rules.earn_per_minor)
    up = rules.earn_per_minor - 1 if rules.earn_rounding == Rounding.UP else 0
    return (goods_minor * rules.earn_points + up) // rules.earn_per_minor


def points_to_take_back(granted: int, order: OrderFacts) -> int:
    """How much of what an order earned goes back, all its refunds so far together."""
    if not order.goods_minor:
        return 0
    return min(round_ratio(granted, order.goods_back_minor, order.goods_minor), granted)


def points_to_restore(spent: int, order: OrderFacts) -> int:
    """How much of what was spent on an order comes back, all its refunds so far together."""
    if not order.points_discount_minor:
        return 0
    back, whole = order.points_discount_back_minor, order.points_discount_minor
    return min(round_ratio(spent, back, whole), spent)


def taken_from(amount: int, *, pending: int, active: int) -> Taken:
    """Pending points go first, then active ones; what is missing becomes debt."""
    from_pending = min(amount, pending)
    from_active = min(amount - from_pending, max(active, 0))
    return Taken(from_pending, from_active, amount - from_pending - from_active)


def discount_for(points: int, rules: PointsRules) -> int:
    """Minor units that points take off, rounded down."""
    return points * rules.spend_value_minor // rules.spend_points


def points_for(discount_minor: int, *, per_points: int, value_minor: int) -> int:
    """Points that a discount costs, rounded up: discount_for() of them is never less."""
    return -(-discount_minor * per_points // value_minor)


def usable_points(rules: PointsRules, *, goods_minor: int, spendable: int) -> int:
    """The most points that may be used on goods of this price."""
    most = goods_minor * rules.max_share_percent // 100
    affordable = min(most, discount_for(spendable, rules))
    return points_for(
        affordable, per_points=rules.spend_points, value_minor=rules.spend_value_minor
    )


def smallest_step(rules: PointsRules) -> int:
    """The fewest points that are worth whole minor units."""
    return rules.spend_points // gcd(rules.spend_points, rules.spend_value_minor)
