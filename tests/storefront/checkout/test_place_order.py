import pytest

from kernel.events.models import OutboxEvent
from storefront.cart import services as cart
from storefront.checkout.errors import CartEmpty, NotSentThere, TotalChanged
from storefront.checkout.services import place_order
from storefront.inventory.errors import OutOfStock
from storefront.inventory.selectors import available
from storefront.orders.models import Order
from storefront.shipping.services import save_shipping_settings

from ..purchase import ADDRESS, cart_with, placed, variant, wish

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("in_shop_a", "no_sources"),
]


def test_copies_what_was_agreed():
    shirt, hat = variant(50_00), variant(10_00, title="Hat")
    order = placed((shirt, 1), (hat, 2), note="Please ring twice")
    assert (order.items_minor, order.shipping_minor, order.total_minor) == (7000, 1000, 8000)
    assert order.payable_minor == 8000
    assert order.state == "awaiting_payment"
    assert order.address["city"] == "杭州"
    assert order.note == "Please ring twice"
    assert [(line.title, line.quantity, line.total_minor) for line in order.lines.all()] == [
        ("Shirt", 1, 5000),
        ("Hat", 2, 2000),
    ]


def test_keeps_the_stock_and_announces_it():
    shirt = variant(stock=3)
    order = placed((shirt, 2))
    assert available([shirt.pk]) == {shirt.pk: 1}
    announced = OutboxEvent.objects.filter(aggregate=f"order:{order.pk}")
    assert [event.name for event in announced] == ["OrderPlaced"]


def test_twice_with_one_key_is_one_order():
    shirt = variant(stock=3)
    asked = wish(cart_with((shirt, 1)))
    first, second = place_order(asked), place_order(asked)
    assert first.pk == second.pk
    assert Order.objects.count() == 1
    assert available([shirt.pk]) == {shirt.pk: 2}


def test_the_same_key_from_another_cart_is_still_one_order():
    shirt = variant(stock=3)
    first = place_order(wish(cart_with((shirt, 1)), idempotency_key="same"))
    second = place_order(wish(cart_with((shirt, 2)), idempotency_key="same"))
    assert first.pk == second.pk
    assert available([shirt.pk]) == {shirt.pk: 2}


def test_an_empty_cart_is_refused():
    with pytest.raises(CartEmpty):
        place_order(wish(cart.open_cart()))


def test_more_than_there_is_is_refused_and_nothing_happens():
    shirt = variant(stock=3)
    full = cart_with((shirt, 3))
    placed((shirt, 2))
    with pytest.raises(OutOfStock) as refused:
        place_order(wish(full))
    assert refused.value.shortages == {shirt.pk: 1}
    assert Order.objects.count() == 1
    assert available([shirt.pk]) == {shirt.pk: 1}


def test_a_total_the_shopper_has_not_seen_is_refused():
    shirt = variant(50_00)
    asked = wish(cart_with((shirt, 1)), expected_total_minor=59_00)
    with pytest.raises(TotalChanged):
        place_order(asked)
    assert not Order.objects.exists()


def test_free_shipping_from_the_shops_amount_on():
    save_shipping_settings(flat_minor=10_00, free_over_minor=100_00)
    assert placed((variant(100_00), 1)).shipping_minor == 0
    assert placed((variant(99_99), 1)).shipping_minor == 10_00


def test_a_country_that_is_not_served_is_refused():
    with pytest.raises(NotSentThere) as refused:
        placed((variant(), 1), address={**ADDRESS, "country": "FR"})
    assert refused.value.field == "country"


def test_an_order_of_nothing_but_gifts_is_paid_at_once():
    save_shipping_settings(flat_minor=0, free_over_minor=None)
    order = placed((variant(0), 1))
    assert order.payable_minor == 0
    assert order.state == "paid"


def test_goods_without_a_parcel_are_received_when_paid():
    save_shipping_settings(flat_minor=10_00, free_over_minor=None)
    order = placed((variant(0, requires_shipping=False), 1))
    assert order.shipping_minor == 0
    assert order.state == "received"
