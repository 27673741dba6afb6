"""However a paid order is taken back piece by piece, the pieces make exactly what was paid."""

from hypothesis import given
from hypothesis import strategies as some

from kernel.money import split
from storefront.aftersales.plan import RefundWish, plan_refund
from storefront.orders.models import Order, OrderDiscount, OrderLine, OrderTender


class Kept(list):
    """What a related manager answers."""

    def all(self):
        return self


@some.composite
def orders(draw):
    """An order in memory: lines with discounts and tax, shipping, a tender."""
    quantities = draw(some.lists(some.integers(1, 7), min_size=1, max_size=4))
    lines = []
    for position, quantity in enumerate(quantities):
        total = draw(some.integers(0, 100_000))
        lines.append(
            OrderLine(
                pk=position + 1,
                position=position,
                quantity=quantity,
                total_minor=total,
                tax_minor=draw(some.integers(0, total)),
            )
        )
    shipping = draw(some.integers(0, 2_000))
    total = shipping + sum(line.total_minor for line in lines)
    tender = draw(some.integers(0, total))
    off = split(draw(some.integers(0, 5_000)), quantities)
    order = Order(
        pk=1,
        total_minor=total,
        shipping_minor=shipping,
        payable_minor=total - tender,
        refunded_minor=0,
    )
    tenders = Kept([OrderTender(pk=1, source="card", amount_minor=tender)])
    discounts = Kept([OrderDiscount(source="points", amount_minor=sum(off), shares=off)])
    order._prefetched_objects_cache = {"tenders": tenders, "discounts": discounts}
    return order, lines


@given(orders(), some.data())
def test_the_pieces_make_the_whole(drawn, data):
    order, lines = drawn
    shipping_turn = data.draw(some.booleans())
    back = {"amount": 0, "provider": 0, "tender": 0, "discount": 0, "tax": 0}
    while any(line.refundable_quantity for line in lines):
        line = data.draw(some.sampled_from([x for x in lines if x.refundable_quantity]))
        quantity = data.draw(some.integers(1, line.refundable_quantity))
        _take(order, lines, RefundWish({line.pk: quantity}, shipping=shipping_turn), back)
        shipping_turn = False
    if order.shipping_minor > order.shipping_refunded_minor:
        _take(order, lines, RefundWish(shipping=True), back)
    assert back["amount"] == order.total_minor == order.refunded_minor
    assert back["provider"] == order.payable_minor
    assert back["tender"] == order.total_minor - order.payable_minor
    assert back["discount"] == order.discounts.all()[0].amount_minor
    assert back["tax"] == sum(line.tax_minor for line in lines)


def _take(order, lines, wish, back) -> None:
    plan = plan_refund(order, lines, wish)
    assert plan.amount_minor == plan.provider_minor + sum(t.amount_minor for t in plan.tenders)
    assert min([plan.amount_minor, plan.provider_minor, *(x.amount_minor for x in plan.lines)]) >= 0
    for part in plan.lines:
        lines[part.position].refunded_quantity += part.quantity
        lines[part.position].refunded_minor += part.amount_minor
    order.refunded_minor += plan.amount_minor
    order.shipping_refunded_minor += plan.shipping_minor
    for tender in plan.tenders:
        order.tenders.all()[0].refunded_minor += tender.amount_minor
    back["amount"] += plan.amount_minor
    back["provider"] += plan.provider_minor
    back["tender"] += sum(tender.amount_minor for tender in plan.tenders)
    back["discount"] += sum(discount.amount_minor for discount in plan.discounts)
    back["tax"] += sum(line.tax_minor for line in plan.lines)
