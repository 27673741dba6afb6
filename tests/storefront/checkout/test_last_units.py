"""Many buyers, few units: real threads, real commits."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections
from django_tenants.utils import tenant_context

from storefront.checkout.services import place_order
from storefront.inventory.errors import OutOfStock
from storefront.inventory.models import StockItem
from storefront.orders.models import Order
from storefront.orders.services import cancel_order, mark_paid

from ..purchase import cart_with, variant, wish

THREADS = 12


@pytest.fixture
def run(committed_db, in_shop_a):
    """run(call, items): each item in a thread's hands, inside shop A; answers in order."""

    def in_threads(call, items):
        def one(item):
            try:
                with tenant_context(in_shop_a):
                    return call(item)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(one, items))

    return in_threads


def _sold(result) -> bool:
    return isinstance(result, Order)


def _try(asked):
    try:
        return place_order(asked)
    except OutOfStock as refused:
        return refused


@pytest.mark.race
def test_exactly_the_last_units_are_sold(run, no_sources):
    shirt = variant(stock=7)
    wishes = [wish(cart_with((shirt, 1)), email=f"{n}@example.com") for n in range(40)]
    results = run(_try, wishes)
    assert sum(map(_sold, results)) == 7
    assert all(_sold(r) or isinstance(r, OutOfStock) for r in results)
    stock = StockItem.objects.get(variant=shirt)
    assert (stock.on_hand, stock.reserved) == (7, 7)


@pytest.mark.race
def test_two_goods_in_either_order_never_lock_each_other_out(run, no_sources):
    shirt, hat = variant(stock=60), variant(stock=60, title="Hat")
    pairs = [((shirt, 1), (hat, 1)), ((hat, 1), (shirt, 1))]
    wishes = [wish(cart_with(*pairs[n % 2]), email=f"{n}@example.com") for n in range(40)]
    assert all(map(_sold, run(_try, wishes)))
    assert {s.reserved for s in StockItem.objects.all()} == {40}


@pytest.mark.race
def test_one_button_pressed_by_many_fingers_is_one_order(run, no_sources):
    shirt = variant(stock=1)
    asked = wish(cart_with((shirt, 1)), idempotency_key=uuid4().hex)
    results = run(_try, [asked] * 12)
    assert {result.pk for result in results} == {Order.objects.get().pk}


@pytest.mark.race
def test_paying_and_cancelling_at_once_end_in_one_of_the_two(run, no_sources):
    shirt = variant(stock=20)
    orders = [place_order(wish(cart_with((shirt, 1)), email=f"{n}@example.com")) for n in range(12)]

    def act(number):
        order = orders[number // 2]
        if number % 2:
            return mark_paid(order.pk, reference=f"p{order.pk}")
        try:
            cancel_order(order.pk, by="shopper")
        except Exception as refused:
            return refused.code
        return "cancelled"

    run(act, range(24))
    states = list(Order.objects.values_list("state", flat=True))
    stock = StockItem.objects.get(variant=shirt)
    assert set(states) <= {"paid", "cancelled"}
    assert (stock.on_hand, stock.reserved) == (20 - states.count("paid"), 0)
