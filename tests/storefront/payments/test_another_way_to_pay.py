"""A shopper who chooses another way to pay later changes nothing that was promised or sent."""

from datetime import timedelta

import pytest

from kernel import clock
from storefront.inventory.models import StockItem
from storefront.orders.models import Order
from storefront.orders.services import expire_unpaid
from storefront.payments.services import save_payment_settings, start_payment
from storefront.shipping.services import ship_order, take_back_refused

from ..purchase import placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_sources")]


@pytest.fixture(autouse=True)
def ways(in_shop_a):
    save_payment_settings(
        cash_on_delivery=True, bank_transfer=True, bank_instructions="IBAN", offline_days=5
    )


def test_a_parcel_on_its_way_stays_to_be_paid_at_the_door():
    """Else the order is cancelled after some days, its goods gone and its money asked of nobody."""
    coat = variant(30_00, stock=5)
    order = placed((coat, 2))
    start_payment(order.pk, "cash_on_delivery")
    units = {order.lines.get().pk: 1}
    ship_order(order.pk, carrier="SF", tracking_number="S1", by="x", units=units)
    start_payment(order.pk, "bank_transfer")
    order.refresh_from_db()
    assert (order.pay_on_delivery, order.pay_by) == (True, None)
    Order.objects.filter(pk=order.pk).update(pay_by=clock.now() - timedelta(days=1))
    assert expire_unpaid(order.pk) is False
    assert take_back_refused(order.pk, restock=True, by="x") == 1
    assert StockItem.objects.get(variant=coat).on_hand == 5


def test_a_transfer_never_shortens_the_time_that_was_promised():
    order = placed((variant(30_00), 1))
    promised = clock.now() + timedelta(days=14)
    Order.objects.filter(pk=order.pk).update(pay_by=promised)
    start_payment(order.pk, "bank_transfer")
    order.refresh_from_db()
    assert order.pay_by == promised
