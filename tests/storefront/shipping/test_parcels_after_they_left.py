import pytest

from kernel.events.models import OutboxEvent
from kernel.states import MoveRefused
from storefront.inventory.models import StockItem
from storefront.orders.errors import PartlySent
from storefront.orders.services import cancel_order, extend_payment_time, mark_paid
from storefront.shipping.errors import ParcelKnown
from storefront.shipping.models import Shipment
from storefront.shipping.services import correct_parcel, ship_order, take_back_refused

from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def at_the_door(item, quantity: int = 2):
    order = placed((item, quantity))
    extend_payment_time(order.pk, pay_by=None, on_delivery=True)
    return order


def test_a_wrong_number_is_corrected_and_the_old_one_kept(clerk_client):
    order = paid((variant(stock=None), 1))
    parcel = ship_order(order.pk, carrier="SF", tracking_number="SF0000000001", by="x")
    path = f"/orders/{order.number}/parcels/{parcel.pk}/"
    assert clerk_client.get(path).status_code == 200
    clerk_client.post(path, {"carrier": "zto", "tracking_number": "7300000002", "why": "typo"})
    parcel.refresh_from_db()
    row = parcel.moves.get(verb="correct")
    assert (parcel.carrier, parcel.tracking_number) == ("中通快递", "7300000002")
    assert row.why == "顺丰速运 SF0000000001 → 中通快递 7300000002. typo"
    assert row.by == "The clerk"
    order.refresh_from_db()
    assert "7300000002" in order.search_text
    assert "sf0000000001" not in order.search_text
    assert "SF0000000001" in clerk_client.get(f"/orders/{order.number}/").content.decode()


def test_two_parcels_of_an_order_have_two_numbers():
    order = paid((variant(stock=None), 2))
    units = {order.lines.get().pk: 1}
    first = ship_order(order.pk, carrier="SF", tracking_number="S1", by="x", units=units)
    ship_order(order.pk, carrier="SF", tracking_number="S2", by="x", units=units)
    with pytest.raises(ParcelKnown):
        correct_parcel(first.pk, carrier="SF", tracking_number="s2", by="x")
    assert sorted(Shipment.objects.values_list("tracking_number", flat=True)) == ["S1", "S2"]


@pytest.mark.parametrize(("restock", "on_hand"), [(True, 5), (False, 3)])
def test_nobody_took_it_at_the_door(restock, on_hand):
    shirt = variant(30_00, stock=5)
    order = at_the_door(shirt)
    ship_order(order.pk, carrier="SF", tracking_number="S1", by="x")
    assert take_back_refused(order.pk, restock=restock, by="x", why="refused") == 1
    order.refresh_from_db()
    assert (order.state, order.payment_state) == ("cancelled", "unpaid")
    assert StockItem.objects.get(variant=shirt).on_hand == on_hand
    assert Shipment.objects.get().state == "returned"
    assert OutboxEvent.objects.filter(name="OrderCancelled").count() == 1
    with pytest.raises(MoveRefused):
        take_back_refused(order.pk, restock=restock, by="x")
    assert StockItem.objects.get(variant=shirt).on_hand == on_hand


def test_what_was_never_sent_goes_back_to_stock_in_any_case():
    shirt = variant(30_00, stock=5)
    order = at_the_door(shirt, 3)
    units = {order.lines.get().pk: 1}
    ship_order(order.pk, carrier="SF", tracking_number="S1", by="x", units=units)
    with pytest.raises(PartlySent):
        cancel_order(order.pk, by="x")
    take_back_refused(order.pk, restock=False, by="x")
    assert StockItem.objects.get(variant=shirt).on_hand == 4


def test_a_paid_order_is_not_closed_so():
    order = at_the_door(variant(30_00, stock=5))
    ship_order(order.pk, carrier="SF", tracking_number="S1", by="x")
    mark_paid(order.pk, reference="cash")
    with pytest.raises(MoveRefused):
        take_back_refused(order.pk, restock=True, by="x")
    order.refresh_from_db()
    assert order.state == "shipped"


def test_the_page_closes_the_order(clerk_client):
    order = at_the_door(variant(30_00, stock=5))
    ship_order(order.pk, carrier="SF", tracking_number="S1", by="x")
    path = f"/orders/{order.number}/parcels/return/"
    assert path in clerk_client.get(f"/orders/{order.number}/").content.decode()
    clerk_client.post(path, {"restock": "on", "why": "not at home"})
    order.refresh_from_db()
    assert order.state == "cancelled"
