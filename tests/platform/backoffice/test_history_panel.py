"""Who changed what, on the page of the thing itself."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.catalog.bulk.tasks import carry_on_bulk
from storefront.catalog.models import BulkJob, Product
from storefront.catalog.services import save_category
from storefront.inventory.services import set_on_hand
from tenants.audit.models import AuditEntry
from tests.storefront.catalog.goods import product
from tests.support.staff import staff_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def panel(client, thing: Product) -> str:
    page = client.get(f"/products/{thing.pk}/").content.decode()
    found = re.search(r'<section class="bo-panel bo-history".*?</section>', page, re.S)
    text = re.sub(r"<[^>]+>", " ", found[0]) if found else ""
    return re.sub(r"\s+", " ", text)


def priced(client, thing: Product, price: str) -> None:
    seen = Product.objects.get(pk=thing.pk).min_price_minor
    answer = client.post(f"/products/{thing.pk}/quick/", {"price": price, "price_seen": seen})
    assert answer.status_code == 200


def test_tells_who_changed_the_price_from_what_to_what(owner_client):
    hat = product("Hat", price=9_900)
    priced(owner_client, hat, "120.50")
    assert re.search(
        r"The owner changed .*Price: CN¥99.00 → then CN¥120.50", panel(owner_client, hat)
    )


def test_tells_of_stock_and_which_variant(owner_client):
    hat = product("Hat", sku="HAT-1")
    set_on_hand({hat.variants.get().pk: 4})
    owner_client.post(f"/products/{hat.pk}/quick/", {"stock": 9, "stock_seen": 4})
    assert "HAT-1, On hand: 4 → then 9" in panel(owner_client, hat)


def test_tells_of_categories(owner_client):
    hat, category = product("Hat"), save_category(title="Headwear")
    data = {"product": hat.pk, "act": "category"}
    answer = owner_client.post("/products/", data)
    owner_client.post(answer.url, {"category": category.pk, "how": "add"})
    assert list(hat.categories.all()) == [category]
    assert "Category of a product: Headwear added" in panel(owner_client, hat)


def test_leads_to_the_trail_with_only_this_thing(owner_client):
    hat, scarf = product("Hat"), product("Scarf")
    priced(owner_client, hat, "10")
    priced(owner_client, scarf, "10")
    link = f"/settings/history/?model=catalog.product&amp;id={hat.pk}"
    assert link in owner_client.get(f"/products/{hat.pk}/").content.decode()
    answer = owner_client.get(link.replace("&amp;", "&"))
    assert [row.of for row in answer.context["rows"]] == ["Hat"]
    assert f'name="id" value="{hat.pk}"' in answer.content.decode()


def test_is_not_there_for_those_who_may_not_read_the_trail(shop_a, owner_client):
    hat = product("Hat")
    priced(owner_client, hat, "10")
    manager = staff_client(shop_a, "manager")
    assert manager.get(f"/products/{hat.pk}/").status_code == 200
    assert panel(manager, hat) == ""


def test_a_thing_nobody_changed_says_so_and_a_new_one_says_nothing(owner_client):
    assert "Nobody has changed it" in panel(owner_client, product("Hat"))
    assert "bo-history" not in owner_client.get("/products/new/").content.decode()


def test_speaks_chinese(shop_a):
    client = staff_client(shop_a, language="zh-hans")
    hat = product("Hat", price=9_900)
    priced(client, hat, "88")
    assert "价格" in panel(client, hat)
    assert "Price" not in panel(client, hat)


def test_is_one_query_however_long_the_history(owner_client):
    hat = product("Hat")
    for number in range(AuditEntry.objects.count(), 12):
        priced(owner_client, hat, str(number + 2))
    with CaptureQueriesContext(connection) as queries:
        page = owner_client.get(f"/products/{hat.pk}/").content.decode()
    assert page.count("bo-timeline__what") == 5
    assert sum("audit_auditentry" in query["sql"] for query in queries.captured_queries) == 1


def test_tells_of_what_a_task_did_for_somebody(owner_client, in_shop_a, monkeypatch):
    monkeypatch.setattr("storefront.catalog.bulk.services.AT_ONCE", 0)
    hat = product("Hat", price=9_900)
    answer = owner_client.post("/products/", {"product": hat.pk, "act": "tags"})
    owner_client.post(answer.url, {"tags": "linen, summer", "how": "add"})
    carry_on_bulk(in_shop_a.schema_name, BulkJob.objects.get().pk)
    assert "The owner changed Tags: – → then linen, summer" in panel(owner_client, hat)
