from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.orders.services import extend_payment_time
from storefront.shipping.services import MethodInput, add_pickup_point, save_method, ship_order

from ..purchase import paid, placed, variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources")]


def _numbers(client, query: str = "") -> set[str]:
    return {order.number for order in client.get(f"/orders/{query}").context["rows"]}


def test_each_state_has_its_count(clerk_client):
    shirt = variant(stock=None)
    waiting, sold = placed((shirt, 1)), paid((shirt, 1))
    page = clerk_client.get("/orders/")
    counts = {tab.value: tab.count for tab in page.context["tabs"]}
    assert (counts[""], counts["awaiting_payment"], counts["paid"]) == (2, 1, 1)
    assert _numbers(clerk_client, "?state=paid") == {sold.number}
    assert _numbers(clerk_client, "?state=awaiting_payment") == {waiting.number}


def test_finds_by_number_person_and_goods(clerk_client):
    hat, shirt = variant(stock=None, title="Straw hat"), variant(stock=None)
    one = placed((hat, 1), name="陈思雨", phone="13911112222", email="chen@example.com")
    placed((shirt, 1))
    for word in (
        one.number,
        one.number[-4:],
        "陈思雨",
        "1391111",
        "chen@",
        "straw",
        "陈思雨 straw",
    ):
        assert _numbers(clerk_client, f"?q={word}") == {one.number}, word
    assert _numbers(clerk_client, "?q=陈思雨 shirt") == set()


def test_says_what_to_do_when_nothing_is_there_or_found(clerk_client):
    assert "No orders yet" in clerk_client.get("/orders/").content.decode()
    placed((variant(stock=None), 1))
    assert "Nothing matches" in clerk_client.get("/orders/?q=zzz").content.decode()


@pytest.mark.parametrize(
    "query", ["?page=999", "?page=abc", "?state=nonsense", "?since=2026-99-99"]
)
def test_bad_input_breaks_nothing(clerk_client, query):
    placed((variant(stock=None), 1))
    assert clerk_client.get(f"/orders/{query}").status_code == 200


def test_a_wrong_day_is_told_at_its_field(clerk_client):
    page = clerk_client.get("/orders/?since=2026-99-99")
    assert page.context["filterset"].form.errors.keys() == {"since"}
    assert "id_since_error" in page.content.decode()


def test_needs_the_same_queries_for_one_order_and_for_a_page_of_them(clerk_client):
    shirt, hat = variant(stock=None), variant(stock=None, title="Hat")
    placed((shirt, 1))
    clerk_client.get("/orders/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        clerk_client.get("/orders/")
    for _ in range(30):
        placed((shirt, 1), (hat, 2))
    with CaptureQueriesContext(connection) as many:
        page = clerk_client.get("/orders/")
    assert len(page.context["rows"]) == 25
    assert len(many) == len(one)
    assert len(many) <= 16


def test_tabs_count_what_the_search_leaves(clerk_client):
    hat, shirt = variant(stock=None, title="Hat"), variant(stock=None)
    placed((hat, 1)), paid((hat, 1)), paid((shirt, 1))
    page = clerk_client.get("/orders/?q=hat&state=paid")
    counts = {tab.value: tab.count for tab in page.context["tabs"]}
    assert (counts[""], counts["awaiting_payment"], counts["paid"]) == (2, 1, 1)
    assert len(page.context["rows"]) == 1


def test_what_is_paid_at_the_door_waits_to_be_sent(clerk_client):
    order = placed((variant(stock=None), 1))
    extend_payment_time(order.pk, pay_by=None, on_delivery=True)
    assert _numbers(clerk_client, "?state=paid") == {order.number}
    assert _numbers(clerk_client, "?state=awaiting_payment") == set()
    assert _numbers(clerk_client, "?only=on_delivery") == {order.number}


def test_finds_by_sku_and_tracking_number(clerk_client):
    hat, shirt = variant(stock=None, title="Hat"), variant(stock=None)
    one = paid((hat, 1))
    paid((shirt, 1))
    ship_order(one.pk, carrier="SF", tracking_number="SF1234567890", by="staff")
    assert _numbers(clerk_client, "?q=sf12345678") == {one.number}
    assert _numbers(clerk_client, "?q=HAT") == {one.number}


@pytest.mark.parametrize("text", ["100%", "a_b", "'; DROP", "\\", "😀"])
def test_signs_of_a_pattern_are_only_signs(clerk_client, text):
    placed((variant(stock=None), 1))
    assert _numbers(clerk_client, f"?q={quote(text)}") == set()


def test_narrows_by_amount_payment_note_and_order(clerk_client):
    hat, shirt = variant(20_00, stock=None, title="Hat"), variant(50_00, stock=None)
    cheap, dear = placed((hat, 1), note="绿色那件"), paid((shirt, 3))
    assert _numbers(clerk_client, "?least=100") == {dear.number}
    assert _numbers(clerk_client, "?most=100") == {cheap.number}
    assert _numbers(clerk_client, "?only=note") == {cheap.number}
    assert _numbers(clerk_client, "?payment=paid") == {dear.number}
    assert _numbers(clerk_client, "?way=bank_transfer") == set()
    rows = clerk_client.get("/orders/?sort=total").context["rows"]
    assert [row.number for row in rows] == [cheap.number, dear.number]


def test_a_wrong_amount_is_told_at_its_field(clerk_client):
    placed((variant(stock=None), 1))
    page = clerk_client.get("/orders/?least=abc")
    assert page.context["filterset"].form.errors.keys() == {"least"}
    assert "id_least_error" in page.content.decode()


def test_finds_by_the_way_of_sending(clerk_client):
    goods, point = variant(stock=None), add_pickup_point(name="North gate", address="1 Road")
    other = add_pickup_point(name="South gate", address="2 Road")
    sent = paid((goods, 1))
    north = paid((goods, 1), delivery=f"pickup-{point.pk}")
    south = paid((goods, 1), delivery=f"pickup-{other.pk}")
    assert _numbers(clerk_client, "?delivery=standard") == {sent.number}
    assert _numbers(clerk_client, "?delivery=pickup") == {north.number, south.number}
    night = paid((variant(stock=None, title="Night", requires_shipping=False), 1), address={})
    assert _numbers(clerk_client, "?delivery=nothing") == {night.number}
    choices = clerk_client.get("/orders/").content.decode()
    assert ("Sent to the shopper" in choices, ">Shipping</option>" in choices) == (True, False)
    assert _numbers(clerk_client, f"?delivery=pickup-{point.pk}") == {north.number}
    method = save_method(MethodInput(name="Express", is_active=False))
    assert _numbers(clerk_client, f"?delivery=method-{method.pk}") == set()
    shown = clerk_client.get("/orders/").content.decode()
    assert "Express" in shown
    assert "North gate" in shown
