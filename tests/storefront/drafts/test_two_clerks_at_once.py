from threading import Barrier, Thread

import pytest
from django.db import connections
from django_tenants.utils import tenant_context

from storefront.drafts import services
from storefront.inventory.selectors import available
from storefront.orders.models import Order
from storefront.shipping.services import add_pickup_point
from tests.storefront.purchase import variant


@pytest.mark.race
def test_two_clerks_at_once_make_one_order(committed_db, shop_a):
    with tenant_context(shop_a):
        goods = variant(50_00, stock=5)
        begun = services.start_draft(by="Anna")
        services.add_goods(begun.pk, {goods.pk: 2}, by="Anna")
        services.new_customer(begun.pk, name="Bo", email="", phone="+8613900000000", by="Anna")
        point = add_pickup_point(name="North gate", address="1 Road")
        services.change_draft(begun.pk, delivery=f"pickup-{point.pk}")
    together, numbers = Barrier(4), []

    def place() -> None:
        try:
            with tenant_context(shop_a):
                together.wait()
                numbers.append(services.place_draft(begun.pk, by="x").number)
        finally:
            connections.close_all()

    threads = [Thread(target=place) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    with tenant_context(shop_a):
        assert numbers == [Order.objects.get().number] * 4
        assert available([goods.pk]) == {goods.pk: 3}
