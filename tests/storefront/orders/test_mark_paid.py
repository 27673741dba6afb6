import pytest

from kernel.events.models import OutboxEvent
from storefront.inventory.models import StockItem
from storefront.orders.models import CustomerOrders
from storefront.orders.services import cancel_order, mark_paid

from ..purchase import paid, placed, variant

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("in_shop_a", "no_sources"),
]


def names(order) -> list[str]:
    events = OutboxEvent.objects.filter(aggregate=f"order:{order.pk}").order_by("id")
    return [event.name for event in events]


def test_takes_the_units_out_of_the_stock():
    shirt = variant(stock=5)
    order = paid((shirt, 2))
    stock = StockItem.objects.get(variant=shirt)
    assert (stock.on_hand, stock.reserved) == (3, 0)
    assert (order.state, order.payment_state) == ("paid", "paid")
    assert names(order) == ["OrderPlaced", "OrderPaid"]


def test_each_move_leaves_a_row():
    order = placed((variant(), 1))
    mark_paid(order.pk, reference="pay-7", by="payment:demo")
    moves = [(m.machine, m.verb, m.from_state, m.to_state, m.by) for m in order.moves.all()]
    assert moves == [
        ("order", "place", "", "awaiting_payment", "guest"),
        ("order", "pay", "awaiting_payment", "paid", "payment:demo"),
        ("payment", "pay", "unpaid", "paid", "payment:demo"),
    ]


def test_the_same_payment_twice_changes_nothing():
    order = placed((variant(), 1))
    assert mark_paid(order.pk, reference="pay-7") is True
    assert mark_paid(order.pk, reference="pay-7") is True
    assert names(order) == ["OrderPlaced", "OrderPaid"]


def test_a_second_payment_is_not_needed():
    order = placed((variant(), 1))
    mark_paid(order.pk, reference="pay-7")
    assert mark_paid(order.pk, reference="pay-8") is False
    order.refresh_from_db()
    assert order.payment_reference == "pay-7"


def test_money_for_a_cancelled_order_is_not_taken():
    shirt = variant(stock=5)
    order = placed((shirt, 1))
    cancel_order(order.pk, by="shopper")
    assert mark_paid(order.pk, reference="late") is False
    order.refresh_from_db()
    assert (order.state, order.payment_state) == ("cancelled", "unpaid")
    assert StockItem.objects.get(variant=shirt).on_hand == 5


def test_counts_which_order_of_the_customer_it_is():
    shirt = variant()
    first, second = placed((shirt, 1)), placed((shirt, 1))
    mark_paid(second.pk, reference="b")
    mark_paid(first.pk, reference="a")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (second.order_seq, second.repeat_no) == (1, 0)
    assert (first.order_seq, first.repeat_no) == (2, 1)
    assert CustomerOrders.objects.get().paid_orders == 2
