from datetime import timedelta

import pytest

from kernel import clock
from kernel.events.draining import drain
from kernel.states import MoveRefused
from storefront.orders.errors import NothingToShip
from storefront.orders.services import confirm_receipt, extend_payment_time, mark_paid
from storefront.shipping.services import ship_order

from ..purchase import paid, placed, variant

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("in_shop_a", "no_sources"),
]


def send(order, units=None, number="SF1"):
    return ship_order(order.pk, carrier="SF", tracking_number=number, by="staff:1", units=units)


def test_the_shopper_says_it_has_arrived():
    order = paid((variant(), 1))
    parcel = send(order)
    confirm_receipt(order.pk, by="shopper")
    drain()
    order.refresh_from_db()
    parcel.refresh_from_db()
    assert order.state == "received"
    assert (parcel.state, parcel.moves.last().verb) == ("delivered", "deliver")


def test_nothing_is_received_that_was_not_sent():
    order = paid((variant(), 1))
    with pytest.raises(MoveRefused):
        confirm_receipt(order.pk, by="shopper")


def test_silence_counts_as_receipt_and_then_as_the_end():
    order = paid((variant(), 1))
    send(order)
    with clock.travel(timedelta(days=10, minutes=1)):
        drain()
        order.refresh_from_db()
        assert order.state == "received"
    with clock.travel(timedelta(days=17, minutes=2)):
        drain()
    order.refresh_from_db()
    assert order.state == "completed"


def test_parcels_may_go_one_by_one():
    order = paid((variant(), 3))
    line = order.lines.get()
    send(order, {line.pk: 1})
    order.refresh_from_db()
    assert (order.state, order.shipping_state) == ("paid", "partially_shipped")
    send(order, number="SF2")
    order.refresh_from_db()
    line.refresh_from_db()
    assert (order.state, order.shipping_state) == ("shipped", "shipped")
    assert line.shipped_quantity == 3


def test_more_than_was_bought_is_not_sent():
    order = paid((variant(), 3))
    line = order.lines.get()
    with pytest.raises(NothingToShip):
        send(order, {line.pk: 4})
    line.refresh_from_db()
    assert line.shipped_quantity == 0


def test_an_unpaid_order_is_not_sent():
    with pytest.raises(NothingToShip):
        send(placed((variant(), 1)))


def test_cash_on_delivery_is_sent_first_and_paid_at_the_door():
    order = placed((variant(stock=5), 1))
    extend_payment_time(order.pk, pay_by=None, on_delivery=True)
    send(order)
    order.refresh_from_db()
    assert (order.state, order.payment_state) == ("shipped", "unpaid")
    assert mark_paid(order.pk, reference="cash") is True
    order.refresh_from_db()
    assert (order.state, order.payment_state) == ("shipped", "paid")
