"""From what is to go back to exact amounts. Pure.

A line's total is split on its units once and for all (kernel.money), and a refund takes the next units: so
any refunds that cover a line add up to its total to the last cent, in whatever pieces they come. An amount
without goods is spread over what is left of the lines, then of the shipping; units that go back later share what
it has left of their line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kernel.money import round_ratio, split
from storefront.orders.models import Order, OrderLine

from .errors import MoreThanLeft, NothingToRefund, OneOrTheOther
from .ports import DiscountBack, LinePlan, RefundPlan, TenderBack


@dataclass(frozen=True)
class RefundWish:
    """What goes back: units by order line id, what is left of the shipping, whether goods return to stock.

    Or `amount_minor`: money alone, no goods; what discounts took off stays as it is.
    """

    units: Mapping[int, int] = field(default_factory=dict)
    shipping: bool = False
    amount_minor: int = 0
    restock: bool = False
    reason: str = ""


def plan_refund(order: Order, lines: Sequence[OrderLine], wish: RefundWish) -> RefundPlan:
    """Exact amounts for a wish, from the order as it is now. Raises NothingToRefund, MoreThanLeft, OneOrTheOther."""
    chosen = _chosen(lines, wish)
    if wish.amount_minor:
        if chosen or wish.shipping:
            raise OneOrTheOther(field="amount")
        line_plans, shipping = _spread(order, lines, wish.amount_minor)
    else:
        line_plans = [_line_plan(line, quantity) for line, quantity in chosen]
        shipping = order.shipping_minor - order.shipping_refunded_minor if wish.shipping else 0
    amount = shipping + sum(plan.amount_minor for plan in line_plans)
    if not line_plans and not shipping:
        raise NothingToRefund
    if amount > order.total_minor - order.refunded_minor:
        raise MoreThanLeft
    tenders = _tenders_back(order, amount)
    return RefundPlan(
        lines=line_plans,
        discounts=_discounts_back(order, chosen),
        tenders=tenders,
        shipping_minor=shipping,
        amount_minor=amount,
        provider_minor=amount - sum(tender.amount_minor for tender in tenders),
    )


def _chosen(lines: Sequence[OrderLine], wish: RefundWish) -> list[tuple[OrderLine, int]]:
    known = {line.pk: line for line in lines}
    chosen = {pk: quantity for pk, quantity in wish.units.items() if quantity}
    for pk, quantity in chosen.items():
        if pk not in known or not 0 < quantity <= known[pk].refundable_quantity:
            raise MoreThanLeft
    return [(line, chosen[line.pk]) for line in lines if line.pk in chosen]


def _line_plan(line: OrderLine, quantity: int) -> LinePlan:
    left = split(line.total_minor - line.refunded_minor, [1] * line.refundable_quantity)
    return _part(line, quantity, sum(left[:quantity]))


def _part(line: OrderLine, quantity: int, amount_minor: int) -> LinePlan:
    return LinePlan(
        order_line_id=line.pk,
        position=line.position,
        quantity=quantity,
        amount_minor=amount_minor,
        tax_minor=_tax_until(line, line.refunded_minor + amount_minor)
        - _tax_until(line, line.refunded_minor),
    )


def _tax_until(line: OrderLine, refunded_minor: int) -> int:
    """The tax in what has gone back of a line, so that all of it has when the line has."""
    if not line.total_minor:
        return 0
    return round_ratio(line.tax_minor, refunded_minor, line.total_minor)


def _spread(
    order: Order, lines: Sequence[OrderLine], amount_minor: int
) -> tuple[list[LinePlan], int]:
    """Money without goods: over the lines by what is left of each, the rest from the shipping."""
    left = [line.total_minor - line.refunded_minor for line in lines]
    shipping_left = order.shipping_minor - order.shipping_refunded_minor
    if not 0 < amount_minor <= sum(left) + shipping_left:
        raise MoreThanLeft(field="amount")
    of_goods = min(amount_minor, sum(left))
    parts = split(of_goods, left) if of_goods else [0] * len(left)
    plans = [_part(line, 0, part) for line, part in zip(lines, parts, strict=True) if part]
    return plans, amount_minor - of_goods


def _next_units(minor: int, line: OrderLine, quantity: int) -> int:
    units = split(minor, [1] * line.quantity)
    return sum(units[line.refunded_quantity : line.refunded_quantity + quantity])


def _discounts_back(order: Order, chosen: Sequence[tuple[OrderLine, int]]) -> list[DiscountBack]:
    backs = [
        DiscountBack(
            source=discount.source,
            amount_minor=sum(
                _next_units(discount.shares[line.position], line, quantity)
                for line, quantity in chosen
            ),
            data=discount.data,
        )
        for discount in order.discounts.all()
    ]
    return [back for back in backs if back.amount_minor]


def _tenders_back(order: Order, amount: int) -> list[TenderBack]:
    """Provider money goes back first, then the tenders, the last one first."""
    tenders = list(order.tenders.all())
    to_tenders = sum(tender.refunded_minor for tender in tenders)
    left = max(amount - (order.payable_minor - (order.refunded_minor - to_tenders)), 0)
    backs = []
    for tender in reversed(tenders):
        part = min(left, tender.amount_minor - tender.refunded_minor)
        if part:
            backs.append(TenderBack(tender.pk, tender.source, tender.label, part))
            left -= part
    return backs
