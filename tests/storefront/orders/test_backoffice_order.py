import pytest

from tests.support.staff import staff_client

from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def test_shows_goods_totals_address_and_what_happened(clerk_client):
    order = paid((variant(50_00), 2), note="Please ring twice")
    page = clerk_client.get(f"/orders/{order.number}/").content.decode()
    for text in (
        "Shirt",
        "CN¥100.00",
        "杭州",
        "Please ring twice",
        "Order placed",
        "Payment received",
    ):
        assert text in page, text


def test_offers_what_can_be_done_now(clerk_client):
    waiting, sold = placed((variant(), 1)), paid((variant(), 1))
    labels = [
        str(a.label) for a in clerk_client.get(f"/orders/{waiting.number}/").context["actions"]
    ]
    assert {"Money received", "Cancel the order"} <= set(labels)
    assert not {"Send", "Refund"} & set(labels)
    labels = [str(a.label) for a in clerk_client.get(f"/orders/{sold.number}/").context["actions"]]
    assert {"Send", "Refund"} <= set(labels)
    assert not {"Money received", "Cancel the order"} & set(labels)


def test_cancels_an_unpaid_order(clerk_client):
    order = placed((variant(), 1))
    answer = clerk_client.post(f"/orders/{order.number}/cancellation/", {"why": "Asked for it"})
    assert answer["Location"] == f"/orders/{order.number}/"
    order.refresh_from_db()
    move = order.moves.last()
    assert (order.state, move.by, move.why) == ("cancelled", "The clerk", "Asked for it")


def test_a_paid_order_is_not_cancelled(clerk_client):
    order = paid((variant(), 1))
    answer = clerk_client.post(f"/orders/{order.number}/cancellation/", {"why": ""})
    assert answer.status_code == 422
    order.refresh_from_db()
    assert order.state == "paid"


def test_an_order_of_another_shop_is_not_there(in_shop_a, shop_b):
    order = paid((variant(), 1))
    other = staff_client(shop_b)
    for path in ("", "cancellation/", "parcels/new/", "refunds/new/"):
        assert other.get(f"/orders/{order.number}/{path}").status_code == 404
