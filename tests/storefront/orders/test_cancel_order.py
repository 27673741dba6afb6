from datetime import timedelta

import pytest

from kernel import clock
from kernel.events.draining import drain
from kernel.events.models import OutboxEvent
from kernel.states import MoveRefused
from storefront.inventory.selectors import available
from storefront.orders.services import cancel_order, expire_unpaid, extend_payment_time, mark_paid

from ..purchase import paid, placed, variant

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("in_shop_a", "no_sources"),
]


def test_gives_the_stock_back():
    shirt = variant(stock=5)
    order = placed((shirt, 2))
    cancel_order(order.pk, by="shopper", why="changed my mind")
    order.refresh_from_db()
    assert order.state == "cancelled"
    assert available([shirt.pk]) == {shirt.pk: 5}
    assert OutboxEvent.objects.filter(name="OrderCancelled").count() == 1
    assert order.moves.last().why == "changed my mind"


def test_a_paid_order_is_not_cancelled():
    shirt = variant(stock=5)
    order = paid((shirt, 2))
    with pytest.raises(MoveRefused):
        cancel_order(order.pk, by="shopper")
    order.refresh_from_db()
    assert order.state == "paid"


def test_an_order_nobody_pays_is_cancelled_by_the_clock():
    shirt = variant(stock=5)
    order = placed((shirt, 2))
    drain()
    order.refresh_from_db()
    assert order.state == "awaiting_payment"
    with clock.travel(timedelta(minutes=31)):
        drain()
    order.refresh_from_db()
    assert order.state == "cancelled"
    assert available([shirt.pk]) == {shirt.pk: 5}


def test_a_paid_order_is_left_alone_by_the_clock():
    order = placed((variant(), 1))
    mark_paid(order.pk, reference="in time")
    with clock.travel(timedelta(minutes=31)):
        assert expire_unpaid(order.pk) is False
    order.refresh_from_db()
    assert order.state == "paid"


def test_a_bank_transfer_has_longer():
    order = placed((variant(), 1))
    extend_payment_time(order.pk, pay_by=clock.now() + timedelta(days=3))
    with clock.travel(timedelta(days=2)):
        drain()
        order.refresh_from_db()
        assert order.state == "awaiting_payment"
    with clock.travel(timedelta(days=3, minutes=1)):
        drain()
    order.refresh_from_db()
    assert order.state == "cancelled"
