"""Finding, changing and taking out many products at once."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel import clock
from storefront.catalog import ports
from storefront.catalog.bulk.services import bulk_chunk, choose_products, start_bulk
from storefront.catalog.models import BulkJob, Product
from storefront.catalog.selectors import ListFilter, list_cards
from storefront.catalog.services import VariantInput, save_category
from storefront.catalog.services.pictures import add_picture
from storefront.inventory.models import StockItem
from storefront.inventory.services import change_on_hand, set_on_hand
from tenants.staff.models import StaffMember
from tests.storefront.purchase import placed, variant
from tests.support.staff import staff_client

from ..goods import picture_file, product, shirt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def names(client, query: str) -> set[str]:
    return {row.product.title for row in client.get(f"/products/?{query}").context["rows"]}


def test_filters_by_tag_price_picture_and_stock(owner_client):
    cheap = product("Cheap", price=500, tags=["夏"])
    dear = product("Dear", price=90_000)
    add_picture(dear.pk, file=picture_file(90, 90), name="a.jpg")
    set_on_hand({cheap.variants.get().pk: 2, dear.variants.get().pk: 500})
    assert names(owner_client, "tag=夏") == {"Cheap"}
    assert names(owner_client, "price_from=100") == {"Dear"}
    assert names(owner_client, "price_to=10") == {"Cheap"}
    assert names(owner_client, "picture=none") == {"Cheap"}
    assert names(owner_client, "stock=low") == {"Cheap"}
    assert names(owner_client, "category=none") == {"Cheap", "Dear"}


def test_scheduled_products_have_a_tab_of_their_own(owner_client):
    product("Now")
    product("Soon", published_at=clock.now() + timedelta(days=2))
    assert names(owner_client, "state=active") == {"Now"}
    assert names(owner_client, "state=scheduled") == {"Soon"}


def test_orders_by_price_and_name(owner_client):
    for title, price in (("B", 300), ("A", 200), ("C", 100)):
        product(title, price=price)
    rows = owner_client.get("/products/?sort=price").context["rows"]
    assert [row.product.title for row in rows] == ["C", "A", "B"]
    rows = owner_client.get("/products/?sort=-title").context["rows"]
    assert [row.product.title for row in rows] == ["C", "B", "A"]


def test_five_and_fifty_products_take_the_same_queries(owner_client):
    counts = []
    for upto in (5, 50):
        for number in range(Product.objects.count(), upto):
            product(f"P{number}", tags=["a"])
        owner_client.get("/products/?category=none&stock=low")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            owner_client.get("/products/?category=none&price_from=1")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def post(client, *products: Product, act: str, path: str = "/products/", **more):
    return client.post(path, {"product": [p.pk for p in products], "act": act, **more})


def test_prices_are_previewed_and_then_lowered(owner_client):
    hat = product("Hat", price=9_990)
    address = post(owner_client, hat, act="price")["Location"]
    told = {"how": "lower", "percent": "10", "rounding": "nines", "keep_old": "on"}
    page = owner_client.post(address, {**told, "preview": "1"})
    assert [(row.before, row.after) for row in page.context["preview"]] == [(9_990, 8_999)]
    hat.refresh_from_db()
    assert hat.min_price_minor == 9_990  # a preview changes nothing
    assert owner_client.post(address, told).status_code == 302
    card = list_cards(ListFilter()).cards[0]
    assert (card.price_from_minor, card.compare_at_minor) == (8_999, 9_990)
    owner_client.post(address, told)  # twice is once
    assert hat.variants.get().price_minor == 8_999


@pytest.mark.parametrize("told", [{}, {"percent": "5", "amount": "1"}, {"percent": "101"}])
def test_a_price_change_that_is_unclear_is_refused(owner_client, told):
    hat = product("Hat")
    address = post(owner_client, hat, act="price")["Location"]
    answer = owner_client.post(address, {"how": "lower", "rounding": "exact", **told})
    assert (answer.status_code, hat.variants.get().price_minor) == (422, 9_900)


def test_all_that_the_filters_leave(owner_client):
    for number in range(3):
        product(f"Hat {number}", tags=["old"])
    other = product("Scarf")
    asked = owner_client.post("/products/?tag=old", {"all": "1", "act": "archived"})["Location"]
    assert "For the 3 products you chose." in owner_client.get(asked).content.decode()
    assert not Product.objects.filter(status="archived").exists()  # it asks first
    assert owner_client.post(asked)["Location"] == "/products/?tag=old"
    assert Product.objects.filter(status="archived").count() == 3
    other.refresh_from_db()
    assert other.status == "active"


def test_a_search_that_means_more_than_it_finds_says_so(owner_client, monkeypatch):
    monkeypatch.setattr("storefront.catalog.backoffice.filters.MOST_FOUND", 2)
    for number in range(3):
        product(f"Hat {number}")
    page = owner_client.get("/products/?q=hat")
    assert page.context["page_obj"].paginator.count == 2
    assert "products have these words" in page.content.decode()
    product("Scarf")
    assert (
        "products have these words" not in owner_client.get("/products/?q=scarf").content.decode()
    )


def test_tags_and_categories_reach_search_at_once(owner_client):
    hat = product("Hat", tags=["wool"])
    shelf = save_category(title="Winter")
    address = post(owner_client, hat, act="tags")["Location"]
    owner_client.post(address, {"how": "add", "tags": "cosy, wool"})
    address = post(owner_client, hat, act="category")["Location"]
    owner_client.post(address, {"how": "only", "category": shelf.pk})
    hat.refresh_from_db()
    assert hat.tags == ["wool", "cosy"]
    assert list_cards(ListFilter(query="cosy")).total == 1
    assert list_cards(ListFilter(query="winter")).total == 1


def test_what_was_ever_ordered_is_not_deleted(owner_client):
    bought = variant(50_00)
    placed((bought, 1))
    never = product("Never")
    sold = Product.objects.exclude(pk=never.pk).get()
    address = post(owner_client, never, sold, act="delete")["Location"]
    owner_client.post(address)
    assert list(Product.objects.all()) == [sold]


def test_stock_is_set_and_added_to(owner_client):
    hat, scarf = product("Hat"), product("Scarf")
    owner_client.post(post(owner_client, hat, act="stock")["Location"], {"how": "set", "units": 5})
    address = post(owner_client, hat, scarf, act="stock")["Location"]
    owner_client.post(address, {"how": "add", "units": -2})
    assert StockItem.objects.get().on_hand == 3  # the scarf is not counted and stays so


def test_many_are_changed_in_the_background_in_chunks_and_once(owner_client):
    owner = StaffMember.objects.get(email="owner@example.com").user
    ids = [product(f"P{n}").pk for n in range(101)]
    job = start_bulk(choose_products(ids, by=owner, name="O"), act="archived", details={})
    assert (job.done, job.is_running) == (0, True)
    assert bulk_chunk(job.pk) is True
    assert Product.objects.filter(status="archived").count() == 100
    page = owner_client.get(f"/products/bulk/{job.pk}/").content.decode()
    assert "100 of 101 products" in page
    assert bulk_chunk(job.pk) is False
    assert bulk_chunk(job.pk) is False
    job.refresh_from_db()
    assert (job.state, job.changed, job.left_out) == ("done", 101, 0)


def test_a_running_change_is_found_again_and_stopped(owner_client):
    owner = StaffMember.objects.get(email="owner@example.com").user
    ids = [product(f"P{n}").pk for n in range(101)]
    job = start_bulk(choose_products(ids, by=owner, name="O"), act="archived", details={})
    bulk_chunk(job.pk)
    page = owner_client.get("/products/").content.decode()
    assert "100 of 101 are done" in page
    assert f'href="/products/bulk/{job.pk}/"' in page
    assert owner_client.get(f"/products/bulk/{job.pk}/stop/").status_code == 405
    answer = owner_client.post(f"/products/bulk/{job.pk}/stop/", follow=True)
    assert "What was changed until then stays changed" in answer.content.decode()
    assert bulk_chunk(job.pk) is False
    assert Product.objects.filter(status="archived").count() == 100
    assert "are done" not in owner_client.get("/products/").content.decode()


def test_nobody_sees_anothers_choice(owner_client, in_shop_a):
    manager = staff_client(in_shop_a, role="manager")
    address = post(owner_client, product("Hat"), act="price")["Location"]
    assert manager.get(address).status_code == 404
    assert BulkJob.objects.count() == 1


def test_a_clerk_changes_nothing(clerk_client, owner_client):
    hat = product("Hat")
    post(clerk_client, hat, act="archived")
    clerk_client.post(f"/products/{hat.pk}/quick/", {"price": "1", "price_seen": "9900"})
    hat.refresh_from_db()
    assert (hat.status, hat.min_price_minor) == ("active", 9_900)


def test_price_and_stock_are_changed_in_the_row(owner_client):
    hat = product("Hat")
    pk = hat.variants.get().pk
    set_on_hand({pk: 4})
    quick = f"/products/{hat.pk}/quick/"
    page = owner_client.post(quick, {"price": "12.30", "price_seen": "9900"}).content.decode()
    assert 'value="12.30"' in page
    owner_client.post(quick, {"stock": "9", "stock_seen": "4"})
    hat.refresh_from_db()
    assert (hat.min_price_minor, StockItem.objects.get().on_hand) == (1230, 9)
    answer = owner_client.post(quick, {"stock": "1", "stock_seen": "4"})
    assert answer.status_code == 409
    assert "Somebody changed it meanwhile" in answer.content.decode()
    for bad in (
        {"price": "x", "price_seen": "1230"},
        {"stock": "-1", "stock_seen": "9"},
        {"stock": "many"},
    ):
        assert owner_client.post(quick, bad).status_code == 422
    assert StockItem.objects.get().on_hand == 9


def test_what_is_sold_in_this_very_moment_stays_sold(owner_client, monkeypatch):
    hat = product("Hat")
    pk = hat.variants.get().pk
    set_on_hand({pk: 4})
    read = ports.stock_reader

    def read_and_sell(ids):
        seen = read(ids)
        monkeypatch.setattr(ports, "stock_reader", read)
        change_on_hand({pk: -1})
        return seen

    monkeypatch.setattr(ports, "stock_reader", read_and_sell)
    owner_client.post(f"/products/{hat.pk}/quick/", {"stock": "9", "stock_seen": "4"})
    assert StockItem.objects.get().on_hand == 8


def test_a_product_of_many_variants_is_not_changed_in_the_row(owner_client):
    saved = shirt("Shirt", ("Red", "S", 100), ("Red", "M", 200))
    answer = owner_client.post(f"/products/{saved.pk}/quick/", {"price": "5", "price_seen": "100"})
    assert answer.status_code == 422
    assert set(saved.variants.values_list("price_minor", flat=True)) == {100, 200}


def test_the_export_holds_what_the_filters_leave(owner_client):
    product("Hat", tags=["old"], vendor="=1+1")
    product("Scarf")
    answer = owner_client.get("/products/export/products.xlsx?tag=old")
    rows = list(
        openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values
    )
    assert [row[1] for row in rows] == ["Title", "Hat"]
    assert rows[1][3] == "'=1+1"
    text = b"".join(owner_client.get("/products/export/products.csv?tag=old").streaming_content)
    assert b"Hat" in text
    assert b"Scarf" not in text


@pytest.mark.parametrize(
    ("role", "sees"), [("owner", True), ("manager", True), ("clerk", False), ("support", False)]
)
def test_what_goods_cost_the_shop_is_for_those_who_may_set_it(shop_a, role, sees):
    product("Hat", variants=[VariantInput(price_minor=9900, cost_minor=4321)])
    answer = staff_client(shop_a, role).get("/products/export/products.csv")
    text = b"".join(answer.streaming_content).decode()
    assert "99.00" in text
    assert ("43.21" in text, "Cost per item" in text) == (sees, sees)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_filter_that_makes_no_sense_exports_nothing_and_says_so(owner_client, kind):
    product("Hat")
    answer = owner_client.get(f"/products/export/products.{kind}?price_from=dear&q=Hat")
    assert (answer.status_code, answer.url) == (302, "/products/?price_from=dear&q=Hat")
    told = owner_client.get(answer.url).content.decode()
    assert "Nothing was exported: correct the filter first." in told


def test_a_renamed_category_is_searched_by_its_new_name_at_once(owner_client):
    shelf = save_category(title="Winter")
    product("Hat", category_ids=[shelf.pk])
    save_category(category_id=shelf.pk, title="Polar", texts={"en": "Arctic"})
    assert list_cards(ListFilter(query="polar")).total == 1
    assert list_cards(ListFilter(query="arctic")).total == 1
    assert list_cards(ListFilter(query="winter")).total == 0


def test_categories_move_into_one_another_and_never_in_a_circle(owner_client):
    top, other = save_category(title="Top"), save_category(title="Other")
    inside = save_category(title="Inside", parent_id=top.pk)
    order = "/products/categories/order/"
    told = {"parent": other.pk, "category": [inside.pk]}
    assert owner_client.post(order, told).status_code == 204
    inside.refresh_from_db()
    assert inside.parent_id == other.pk
    assert (
        owner_client.post(order, {"parent": inside.pk, "category": [other.pk]}).status_code == 409
    )
    other.refresh_from_db()
    assert other.parent_id is None
