"""Choosing how it gets there: ways of sending by zone, places that are not served, pick-up points."""

import pytest

from storefront.checkout.errors import DeliveryNotOffered, NotSentThere
from storefront.orders.models import Order
from storefront.orders.selectors import explanation_of
from storefront.shipping import services
from storefront.shipping.models import Pickup
from storefront.shipping.services import MethodInput, ZoneInput, save_method, save_zone

from ..purchase import ADDRESS, placed, variant
from .test_checkout_page import fill, hidden, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a", "no_sources", "cash")]


@pytest.fixture
def two_ways():
    """Standard by piece in China without Tibet, express in Zhejiang only."""
    standard = save_method(MethodInput("Standard", promise="3 days", measure="piece"))
    price = ZoneInput(("CN",), first_minor=6_00, first=1, step=1, step_minor=2_00)
    save_zone(standard.pk, price)
    save_zone(standard.pk, ZoneInput(("CN/西藏自治区",), delivers=False))
    express = save_method(MethodInput("Express"))
    save_zone(express.pk, ZoneInput(("CN/浙江省",), first_minor=20_00))
    return f"method-{standard.pk}", f"method-{express.pk}"


@pytest.fixture
def point():
    return services.add_pickup_point(
        name="North gate", address="1 Road", hours="10 to 20", phone="0571-1"
    )


def test_the_first_way_counts_when_none_is_chosen(two_ways):
    order = placed((variant(50_00), 3))
    assert (order.shipping_method, order.shipping_label) == (two_ways[0], "Standard")
    assert order.shipping_minor == 10_00


def test_the_chosen_way_and_its_reason_stay_with_the_order(two_ways):
    order = placed((variant(50_00), 3), delivery=two_ways[0])
    services.remove_method(int(two_ways[0].removeprefix("method-")))
    step = next(s for s in explanation_of(order) if s.kind == "shipping")
    assert step == (
        "Standard",
        10_00,
        "shipping",
        "3 pieces: first 1 piece CN¥6.00, then 2 × 1 piece at CN¥2.00",
    )


def test_a_way_that_is_not_offered_there_is_refused(two_ways):
    with pytest.raises(DeliveryNotOffered):
        placed((variant(), 1), delivery=two_ways[1], address={**ADDRESS, "region": "江苏"})
    assert not Order.objects.exists()


def test_a_province_that_is_not_served_is_said_in_clear_words(two_ways):
    with pytest.raises(NotSentThere) as refused:
        placed((variant(), 1), address={**ADDRESS, "region": "西藏", "city": "拉萨"})
    assert refused.value.field == "region"
    assert "Xizang" in str(refused.value)
    assert not Order.objects.exists()


def test_the_page_offers_what_there_is_with_its_price(shopper, shirt, two_ways, point):
    fill(shopper, shirt, 2)
    data = typed(shopper.get("/en/checkout/"))
    part = shopper.post("/en/checkout/summary/", data, headers={"hx-request": "true"})
    offered = [(p.option.code, p.minor, p.chosen) for p in part.context["deliveries"]]
    assert offered == [
        (two_ways[0], 8_00, True),
        (two_ways[1], 20_00, False),
        (f"pickup-{point.pk}", 0, False),
    ]
    part = shopper.post("/en/checkout/summary/", {**data, "delivery": two_ways[1]})
    assert hidden(part, "expected") == "12000"


def test_the_page_says_where_nothing_is_sent(shopper, shirt, two_ways):
    fill(shopper, shirt)
    data = {**typed(shopper.get("/en/checkout/")), "region": "西藏自治区"}
    part = shopper.post("/en/checkout/summary/", data)
    assert "We do not send to Xizang" in part.content.decode()
    page = shopper.post("/en/checkout/", data)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["region"]
    assert not Order.objects.exists()


def test_the_cart_shows_what_the_checkout_begins_with(shopper, shirt, two_ways):
    fill(shopper, shirt, 2)
    cart = shopper.get("/en/cart/").context["parts"][0].context["quote"]
    checkout = shopper.get("/en/checkout/").context["quote"]
    assert cart.explanation == checkout.explanation
    assert cart.payable_minor == 108_00


def test_a_province_is_asked_for(shopper, shirt):
    fill(shopper, shirt)
    data = typed(shopper.get("/en/checkout/"))
    for region in ("", "Atlantis"):
        page = shopper.post("/en/checkout/", {**data, "region": region})
        assert list(page.context["form"].errors) == ["region"]
    assert not Order.objects.exists()
    shopper.post("/en/checkout/", data)
    assert Order.objects.get().address["region"] == "浙江省"


def test_who_fetches_it_says_name_and_phone_only(shopper, shirt, point):
    fill(shopper, shirt)
    page = shopper.get("/en/checkout/")
    kept = {name: hidden(page, name) for name in ("cart", "key")}
    fetched = {"name": "Ming", "phone": "13800138000", "way": "cash_on_delivery"}
    shopper.post("/en/checkout/", {**kept, **fetched, "delivery": f"pickup-{point.pk}"})
    order = Order.objects.get()
    assert (order.shipping_minor, order.total_minor) == (0, 50_00)
    assert order.address == {"name": "Ming", "phone": "+8613800138000"}
    assert order.pickup["address"] == "1 Road"
    code = Pickup.objects.get().code
    thanks = shopper.get(f"/en/orders/{order.number}/placed/").content.decode()
    assert "North gate" in thanks
    assert code in thanks
    assert "<svg" in thanks


def test_a_pick_up_point_that_is_closed_meanwhile_is_refused(shopper, shirt, point):
    fill(shopper, shirt)
    data = typed(shopper.get("/en/checkout/"), delivery=f"pickup-{point.pk}", expected="")
    services.remove_pickup_point(point.pk)
    page = shopper.post("/en/checkout/", data)
    assert list(page.context["form"].errors) == ["delivery"]
    assert not Order.objects.exists()
