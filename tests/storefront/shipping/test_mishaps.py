"""Parcels of paid orders that were lost or came back: sent again or refunded, money and stock to the unit."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django_tenants.utils import tenant_context

from kernel import clock
from kernel.errors import ExpectedFailure
from kernel.events.draining import drain
from kernel.states import MoveRefused
from storefront.aftersales.plan import RefundWish
from storefront.aftersales.services import refund
from storefront.catalog.models import Variant
from storefront.inventory.errors import OutOfStock
from storefront.inventory.models import StockItem
from storefront.orders.errors import NothingToShip
from storefront.orders.models import Order
from storefront.orders.services import extend_payment_time
from storefront.payments.services import record_payment_by_staff
from storefront.shipping.errors import ParcelNotPaid, SentAgainAlready
from storefront.shipping.models import Shipment
from storefront.shipping.selectors import open_mishaps
from storefront.shipping.services import (
    lose_shipment,
    send_again,
    ship_order,
    take_shipment_back,
)
from tests.support.staff import staff_client

from ..purchase import placed, variant

in_a_shop = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("in_shop_a", "no_sources"),
]


def sent(item: Variant, quantity: int = 2, parcel: int | None = None) -> tuple[Order, Shipment]:
    """An order paid in cash, and its first parcel."""
    order = placed((item, quantity))
    record_payment_by_staff(order.pk, "cash", by="x")
    units = {order.lines.get().pk: parcel} if parcel else None
    shipment = ship_order(order.pk, carrier="SF", tracking_number="S1", by="x", units=units)
    order.refresh_from_db()
    return order, shipment


def states(order: Order) -> tuple[str, str, str]:
    order.refresh_from_db()
    return order.state, order.shipping_state, order.payment_state


def on_hand(item: Variant) -> int:
    return StockItem.objects.get(variant=item).on_hand


def waiting(order: Order) -> list[dict[int, int]]:
    return [mishap.units for mishap in open_mishaps(Order.objects.get(pk=order.pk))]


def give_back(order: Order, units: int, *, restock: bool = True, key: str = "k"):
    wish = RefundWish(units={order.lines.get().pk: units}, restock=restock)
    return refund(order.pk, wish, by="x", key=key)


class TestSendingAgain:
    pytestmark = in_a_shop

    def test_the_goods_of_a_lost_parcel_leave_the_stock_a_second_time(self):
        shirt = variant(50_00, stock=5)
        order, parcel = sent(shirt)
        lose_shipment(parcel.pk, by="Bo", why="carrier says so")
        assert states(order) == ("shipped", "shipped", "paid")
        assert on_hand(shirt) == 3
        send_again(parcel.pk, by="Bo")
        assert states(order) == ("paid", "unshipped", "paid")
        assert on_hand(shirt) == 1
        ship_order(order.pk, carrier="SF", tracking_number="S2", by="Bo")
        assert states(order) == ("shipped", "shipped", "paid")
        assert on_hand(shirt) == 1
        assert waiting(order) == []
        parcel.refresh_from_db()
        assert [(m.verb, m.by, m.why) for m in parcel.moves.all()][1:] == [
            ("lose", "Bo", "carrier says so"),
            ("send_again", "Bo", ""),
        ]

    @pytest.mark.parametrize(
        ("goods", "after_return", "after_again"),
        [("stock", 5, 3), ("kept", 3, 3), ("gone", 3, 1)],
    )
    def test_what_came_back_is_counted_once(self, goods, after_return, after_again):
        shirt = variant(50_00, stock=5)
        order, parcel = sent(shirt)
        take_shipment_back(parcel.pk, goods=goods, by="x", why="nobody home")
        assert on_hand(shirt) == after_return
        send_again(parcel.pk, by="x")
        assert on_hand(shirt) == after_again
        assert states(order) == ("paid", "unshipped", "paid")

    def test_only_the_parcel_that_failed_is_sent_again(self):
        shirt = variant(50_00, stock=5)
        order, parcel = sent(shirt, 3, parcel=1)
        ship_order(order.pk, carrier="SF", tracking_number="S2", by="x")
        lose_shipment(parcel.pk, by="x", why="lost")
        send_again(parcel.pk, by="x")
        assert states(order) == ("paid", "partially_shipped", "paid")
        assert order.lines.get().shipped_quantity == 2
        assert on_hand(shirt) == 1

    def test_twice_is_refused_and_takes_nothing(self):
        shirt = variant(50_00, stock=9)
        order, parcel = sent(shirt)
        lose_shipment(parcel.pk, by="x", why="lost")
        send_again(parcel.pk, by="x")
        with pytest.raises(SentAgainAlready):
            send_again(parcel.pk, by="x")
        assert on_hand(shirt) == 5
        assert order.lines.get().shipped_quantity == 0

    def test_without_stock_nothing_changes(self):
        shirt = variant(50_00, stock=2)
        order, parcel = sent(shirt)
        lose_shipment(parcel.pk, by="x", why="lost")
        with pytest.raises(OutOfStock):
            send_again(parcel.pk, by="x")
        assert states(order) == ("shipped", "shipped", "paid")
        assert waiting(order) == [{order.lines.get().pk: 2}]

    def test_a_parcel_that_arrived_or_is_on_its_way_is_not_sent_again(self):
        _order, parcel = sent(variant(50_00, stock=5))
        with pytest.raises(MoveRefused):
            send_again(parcel.pk, by="x")

    def test_an_order_that_is_not_paid_is_closed_otherwise(self):
        order = placed((variant(50_00, stock=5), 2))
        extend_payment_time(order.pk, pay_by=None, on_delivery=True)
        parcel = ship_order(order.pk, carrier="SF", tracking_number="S1", by="x")
        with pytest.raises(ParcelNotPaid):
            lose_shipment(parcel.pk, by="x", why="lost")
        with pytest.raises(ParcelNotPaid):
            take_shipment_back(parcel.pk, goods="stock", by="x", why="back")


class TestRefunding:
    pytestmark = in_a_shop

    def test_a_lost_parcel_never_fills_the_stock(self):
        shirt = variant(50_00, stock=5)
        order, parcel = sent(shirt)
        lose_shipment(parcel.pk, by="x", why="lost")
        made = give_back(order, 2)
        assert made.amount_minor == 100_00
        assert on_hand(shirt) == 3
        assert waiting(order) == []
        with pytest.raises(ExpectedFailure):
            send_again(parcel.pk, by="x")
        assert on_hand(shirt) == 3

    @pytest.mark.parametrize(("goods", "after"), [("stock", 5), ("kept", 5), ("gone", 3)])
    def test_what_came_back_is_in_stock_once(self, goods, after):
        shirt = variant(50_00, stock=5)
        order, parcel = sent(shirt)
        take_shipment_back(parcel.pk, goods=goods, by="x", why="back")
        give_back(order, 2)
        assert on_hand(shirt) == after

    def test_one_of_two_refunded_one_sent_again(self):
        shirt = variant(50_00, stock=5)
        order, parcel = sent(shirt)
        lose_shipment(parcel.pk, by="x", why="lost")
        give_back(order, 1)
        assert waiting(order) == [{order.lines.get().pk: 1}]
        send_again(parcel.pk, by="x")
        assert on_hand(shirt) == 2
        parcel = ship_order(order.pk, carrier="SF", tracking_number="S2", by="x")
        assert parcel.lines.get().quantity == 1
        assert states(order) == ("shipped", "shipped", "partially_refunded")

    def test_refunded_instead_after_it_was_to_be_sent_again(self):
        shirt = variant(50_00, stock=5)
        order, parcel = sent(shirt)
        lose_shipment(parcel.pk, by="x", why="lost")
        send_again(parcel.pk, by="x")
        assert on_hand(shirt) == 1
        give_back(order, 2)
        assert on_hand(shirt) == 3
        assert order.lines.get().shippable_quantity == 0
        with pytest.raises(NothingToShip):
            ship_order(order.pk, carrier="SF", tracking_number="S2", by="x")

    def test_silence_is_no_receipt_while_a_parcel_is_lost(self):
        order, parcel = sent(variant(50_00, stock=5))
        lose_shipment(parcel.pk, by="x", why="lost")
        with clock.travel(timedelta(days=10, minutes=1)):
            drain()
        assert states(order)[0] == "shipped"
        with clock.travel(timedelta(days=10, minutes=2)):
            send_again(parcel.pk, by="x")
            ship_order(order.pk, carrier="SF", tracking_number="S2", by="x")
        with clock.travel(timedelta(days=12)):
            drain()
        assert states(order)[0] == "shipped"
        with clock.travel(timedelta(days=20, minutes=3)):
            drain()
        assert states(order)[0] == "received"


class TestScreens:
    pytestmark = in_a_shop

    def test_a_clerk_notes_the_loss_and_is_offered_what_follows(self, clerk_client):
        order, parcel = sent(variant(50_00, stock=5))
        page = f"/orders/{order.number}/"
        mishap, again = f"{page}parcels/{parcel.pk}/mishap/", f"{page}parcels/{parcel.pk}/again/"
        assert mishap in clerk_client.get(page).content.decode()
        assert clerk_client.get(mishap).status_code == 200
        answer = clerk_client.post(mishap, {"what": "lost", "why": "carrier says so"})
        assert answer["Location"] == f"{page}#parcels"
        shown = clerk_client.get(page).content.decode()
        assert again in shown
        assert f"{page}refunds/new/?parcel={parcel.pk}" in shown
        assert "2 leave the stock, 3 are there" in clerk_client.get(again).content.decode()
        answer = clerk_client.post(again, {"why": ""})
        assert answer["Location"] == f"{page}parcels/new/"
        assert states(order) == ("paid", "unshipped", "paid")
        assert again not in clerk_client.get(page).content.decode()

    def test_a_reason_and_a_word_on_the_goods_are_asked_for(self, clerk_client):
        order, parcel = sent(variant(50_00, stock=5))
        path = f"/orders/{order.number}/parcels/{parcel.pk}/mishap/"
        answer = clerk_client.post(path, {"what": "returned", "why": ""})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"goods", "why"}
        parcel.refresh_from_db()
        assert parcel.state == "underway"

    def test_the_refund_has_the_parcels_goods_filled_in(self, clerk_client):
        order, parcel = sent(variant(50_00, stock=5), 3, parcel=1)
        take_shipment_back(parcel.pk, goods="kept", by="x", why="back")
        page = clerk_client.get(f"/orders/{order.number}/refunds/new/?parcel={parcel.pk}")
        form = page.context["form"]
        assert form[f"units_{order.lines.get().pk}"].value() == 1
        assert form["restock"].value() is True
        assert form["reason"].value() == "Came back: 顺丰速运 S1"

    def test_a_parcel_of_another_order_is_not_there(self, clerk_client):
        order, _parcel = sent(variant(50_00, stock=5))
        _other, theirs = sent(variant(50_00, stock=5))
        for act in ("mishap", "again"):
            path = f"/orders/{order.number}/parcels/{theirs.pk}/{act}/"
            assert clerk_client.get(path).status_code == 404

    def test_support_looks_and_does_not_touch(self, shop_a):
        order, parcel = sent(variant(50_00, stock=5))
        client = staff_client(shop_a, role="support")
        path = f"/orders/{order.number}/parcels/{parcel.pk}/mishap/"
        assert path not in client.get(f"/orders/{order.number}/").content.decode()
        assert client.post(path, {"what": "lost", "why": "x"}).status_code in (302, 403)
        parcel.refresh_from_db()
        assert parcel.state == "underway"


@pytest.mark.race
def test_sent_again_and_refunded_at_once_costs_the_goods_once(committed_db, shop_a):
    with tenant_context(shop_a):
        shirt = variant(50_00, stock=9)
        order, parcel = sent(shirt)
        lose_shipment(parcel.pk, by="x", why="lost")
    together = Barrier(4)

    def run(act) -> None:
        try:
            with tenant_context(shop_a):
                together.wait()
                act()
        except ExpectedFailure:
            pass
        finally:
            connections.close_all()

    acts = [
        lambda: send_again(parcel.pk, by="x"),
        lambda: send_again(parcel.pk, by="y"),
        lambda: give_back(order, 2, key="a"),
        lambda: give_back(order, 2, key="b"),
    ]
    threads = [Thread(target=run, args=[act]) for act in acts]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    with tenant_context(shop_a):
        order.refresh_from_db()
        line = order.lines.get()
        assert (order.refunded_minor, line.refunded_quantity) == (100_00, 2)
        assert line.shippable_quantity == 0
        assert on_hand(shirt) == 7
