import pytest

from kernel.events.models import OutboxEvent
from storefront.aftersales.errors import MoreThanLeft, NothingToRefund, OrderNotPaid
from storefront.aftersales.models import Refund
from storefront.aftersales.services import (
    RefundWish,
    note_failed,
    note_paid_back,
    preview_refund,
    refund,
)
from storefront.inventory.models import StockItem
from storefront.payments.models import PaymentRefund
from storefront.pricing.basket import ProposedDiscount
from storefront.pricing.ports import discount_sources
from storefront.shipping.services import ship_order

from ..conftest import only
from ..purchase import placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_sources")]


class TenOff:
    """A discount of 10.00, as a source brings it."""

    code = "ten"

    def offer(self, context):
        return None

    def propose(self, context):
        return [ProposedDiscount("ten", "Ten off", 10_00, {"points": 1000})]

    def hold(self, order, applied):
        pass


def units(order, *quantities: int) -> dict[int, int]:
    return {line.pk: q for line, q in zip(order.lines.all(), quantities, strict=True)}


def test_says_what_would_go_back_and_does_nothing(bought):
    order = bought((variant(30_00), 2))
    plan = preview_refund(order.pk, RefundWish(units(order, 1))).plan
    assert (plan.amount_minor, plan.provider_minor, plan.shipping_minor) == (30_00, 30_00, 0)
    assert not Refund.objects.exists()
    assert not PaymentRefund.objects.exists()


def test_gives_a_line_back(bought):
    order = bought((variant(30_00), 2), (variant(20_00, title="Hat"), 1))
    made = refund(order.pk, RefundWish(units(order, 1, 0), reason="torn"), by="staff:1", key="r1")
    order.refresh_from_db()
    assert made.amount_minor == 30_00
    assert (order.refunded_minor, order.payment_state) == (30_00, "partially_refunded")
    assert [line.refunded_quantity for line in order.lines.all()] == [1, 0]
    assert PaymentRefund.objects.get().amount_minor == 30_00
    assert OutboxEvent.objects.filter(name="OrderRefunded").count() == 1


def test_the_same_key_twice_is_one_refund(bought):
    order = bought((variant(30_00), 2))
    wish = RefundWish(units(order, 1))
    first = refund(order.pk, wish, by="staff:1", key="r1")
    assert refund(order.pk, wish, by="staff:1", key="r1").pk == first.pk
    order.refresh_from_db()
    assert order.refunded_minor == 30_00


def test_unit_by_unit_a_line_adds_up_to_the_last_cent(bought):
    with only(discount_sources, TenOff()):
        order = bought((variant(33_33), 3))
    assert order.lines.get().total_minor == 89_99
    amounts, backs = [], []
    for turn in range(3):
        wish = RefundWish(units(order, 1), shipping=turn == 2)
        made = refund(order.pk, wish, by="staff:1", key=f"r{turn}")
        amounts.append(made.amount_minor)
        backs.append(made.discounts[0]["amount_minor"])
    order.refresh_from_db()
    assert amounts == [30_00, 30_00, 29_99 + 10_00]
    assert backs == [334, 333, 333]
    assert order.refunded_minor == order.total_minor
    assert order.payment_state == "refunded"


def test_never_more_than_was_bought(bought):
    order = bought((variant(30_00), 2))
    refund(order.pk, RefundWish(units(order, 2)), by="staff:1", key="r1")
    with pytest.raises(MoreThanLeft):
        refund(order.pk, RefundWish(units(order, 1)), by="staff:1", key="r2")
    order.refresh_from_db()
    assert order.refunded_minor == 60_00
    assert Refund.objects.count() == 1


def test_shipping_goes_back_once(bought):
    order = bought((variant(30_00), 2))
    refund(order.pk, RefundWish(shipping=True), by="staff:1", key="r1")
    order.refresh_from_db()
    assert order.shipping_refunded_minor == 10_00
    with pytest.raises(NothingToRefund):
        refund(order.pk, RefundWish(shipping=True), by="staff:1", key="r2")


def test_lines_of_another_order_are_refused(bought):
    order, other = bought((variant(30_00), 2)), bought((variant(20_00, title="Hat"), 1))
    with pytest.raises(MoreThanLeft):
        refund(order.pk, RefundWish(units(other, 1)), by="staff:1", key="r1")
    assert not Refund.objects.exists()


def test_nothing_goes_back_of_an_unpaid_order(in_shop_a):
    order = placed((variant(30_00), 2))
    with pytest.raises(OrderNotPaid):
        refund(order.pk, RefundWish(units(order, 1)), by="staff:1", key="r1")


@pytest.mark.parametrize(("restock", "left"), [(True, 5), (False, 3)])
def test_goods_return_to_the_stock_when_wished(bought, restock, left):
    shirt = variant(30_00, stock=5)
    order = bought((shirt, 2))
    refund(order.pk, RefundWish(units(order, 2), restock=restock), by="staff:1", key="r1")
    assert StockItem.objects.get(variant=shirt).on_hand == left


def test_an_order_refunded_before_it_was_sent_is_over(bought):
    order = bought((variant(30_00), 2))
    refund(order.pk, RefundWish(units(order, 2), shipping=True), by="staff:1", key="r1")
    order.refresh_from_db()
    assert (order.state, order.payment_state) == ("cancelled", "refunded")
    assert not OutboxEvent.objects.filter(name="OrderCancelled").exists()


def test_the_rest_refunded_after_a_parcel_leaves_the_order_on_its_way(bought):
    order = bought((variant(30_00), 2))
    ship_order(order.pk, carrier="SF", tracking_number="1", by="staff:1", units=units(order, 1))
    refund(order.pk, RefundWish(units(order, 1)), by="staff:1", key="r1")
    order.refresh_from_db()
    assert (order.state, order.shipping_state) == ("shipped", "shipped")


def test_follows_what_the_provider_says(bought):
    order = bought((variant(30_00), 2))
    made = refund(order.pk, RefundWish(units(order, 1)), by="staff:1", key="r1")
    assert made.state == "pending"
    note_failed("r1")
    made.refresh_from_db()
    assert made.state == "failed"
    note_paid_back("r1", amount_minor=30_00)
    made.refresh_from_db()
    assert made.state == "done"
    assert [move.verb for move in made.moves.all()] == ["agree", "fail", "pay_back"]
