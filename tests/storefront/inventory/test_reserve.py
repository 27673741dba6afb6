import pytest
from django.db import IntegrityError, transaction

from storefront.inventory import services as inventory
from storefront.inventory.errors import OutOfStock
from storefront.inventory.models import StockItem
from storefront.inventory.selectors import available, on_hand

from ..purchase import variant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def stock(item) -> tuple[int, int]:
    row = StockItem.objects.get(variant=item)
    return row.on_hand, row.reserved


def test_keeps_units_for_the_order():
    item = variant(stock=5)
    inventory.reserve("A-1", {item.pk: 2}, expires_at=None)
    assert stock(item) == (5, 2)
    assert available([item.pk]) == {item.pk: 3}


def test_keeps_all_or_nothing():
    plenty, scarce = variant(stock=5), variant(stock=1, title="Hat")
    with pytest.raises(OutOfStock) as refused, transaction.atomic():
        inventory.reserve("A-1", {plenty.pk: 2, scarce.pk: 2}, expires_at=None)
    assert refused.value.shortages == {scarce.pk: 1}
    assert stock(plenty) == (5, 0)
    assert stock(scarce) == (1, 0)


def test_a_variant_that_is_not_counted_never_runs_out():
    item = variant(stock=None)
    inventory.reserve("A-1", {item.pk: 1000}, expires_at=None)
    assert available([item.pk]) == {item.pk: None}
    assert on_hand([item.pk]) == {}


def test_paid_units_leave_the_stock_once():
    item = variant(stock=5)
    inventory.reserve("A-1", {item.pk: 2}, expires_at=None)
    inventory.commit("A-1")
    inventory.commit("A-1")
    assert stock(item) == (3, 0)


def test_released_units_can_be_sold_again_once():
    item = variant(stock=5)
    inventory.reserve("A-1", {item.pk: 2}, expires_at=None)
    inventory.release("A-1")
    inventory.release("A-1")
    inventory.commit("A-1")
    assert stock(item) == (5, 0)


def test_a_count_below_what_is_kept_leaves_it_to_the_orders():
    item = variant(stock=5)
    inventory.reserve("A-1", {item.pk: 4}, expires_at=None)
    inventory.set_on_hand({item.pk: 1})
    assert stock(item) == (4, 4)


def test_restocks_what_came_back():
    item, free = variant(stock=5), variant(stock=None, title="Hat")
    inventory.restock({item.pk: 2, free.pk: 1})
    assert stock(item) == (7, 0)
    assert on_hand([free.pk]) == {}


def test_the_database_refuses_to_oversell():
    item = variant(stock=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockItem.objects.filter(variant=item).update(reserved=6)
