import io

import pytest
from django.test import Client
from django_tenants.utils import schema_context, tenant_context

from storefront.catalog.models import Category, ImportJob, Product
from storefront.catalog.services import save_category
from storefront.catalog.services.pictures import add_picture
from storefront.inventory.models import StockItem
from tenants.staff.services import add_staff
from tests.support.people import sign_in

from ..files import csv_file
from ..goods import picture_file, product, shirt

pytestmark = pytest.mark.django_db

EMPTY_VARIANT = {
    **dict.fromkeys(("id", "option1", "option2", "option3", "compare_at_minor", "stock"), ""),
    **dict.fromkeys(("sku", "weight_grams", "picture_id", "cost_minor", "barcode"), ""),
    "stock_seen": "",
    "is_active": "on",
}


class Visitor:
    """A client for tests that look into the shop themselves: requests start outside of it, as real ones do."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def get(self, *args, **kwargs):
        with schema_context("public"):
            return self._client.get(*args, **kwargs)

    def post(self, *args, **kwargs):
        with schema_context("public"):
            return self._client.post(*args, **kwargs)


@pytest.fixture
def merchant(shop_a, backoffice_client) -> Visitor:
    with tenant_context(shop_a):
        owner = add_staff(email="owner@example.com", name="Owner").user
    sign_in(backoffice_client, owner)
    return Visitor(backoffice_client)


@pytest.fixture
def goods(in_shop_a):
    return in_shop_a


def posted(*variants: dict, pictures: list[dict] = (), **fields) -> dict:
    data = {
        "title": "Shirt",
        "status": "active",
        "tax_class": "standard",
        "requires_shipping": "on",
        "variants-TOTAL_FORMS": len(variants),
        "variants-INITIAL_FORMS": 0,
        "pictures-TOTAL_FORMS": len(pictures),
        "pictures-INITIAL_FORMS": len(pictures),
        **fields,
    }
    for prefix, rows in (("variants", variants), ("pictures", pictures)):
        for place, row in enumerate(rows):
            full = {**EMPTY_VARIANT, **row} if prefix == "variants" else row
            data |= {f"{prefix}-{place}-{name}": value for name, value in full.items()}
    return data


def test_an_empty_list_says_what_to_do(merchant):
    page = merchant.get("/products/").content.decode()
    assert "No products yet" in page
    assert "/products/new/" in page


def test_the_list_finds_by_sku_category_and_stock(merchant, goods):
    inside = save_category(title="Tops")
    product("Hat", sku="HAT-1")
    gone = product("Scarf", category_ids=[inside.pk])
    StockItem.objects.create(variant=gone.variants.get(), on_hand=0)

    def shown(query: str) -> set[str]:
        page = merchant.get(f"/products/{query}").content.decode()
        return {name for name in ("Hat", "Scarf") if f">{name}</a>" in page}

    assert shown("") == {"Hat", "Scarf"}
    assert shown("?q=hat-1") == {"Hat"}
    assert shown(f"?category={inside.pk}") == {"Scarf"}
    assert shown("?stock=out") == {"Scarf"}
    assert shown("?state=draft") == set()


def test_the_list_takes_the_same_number_of_queries_for_more_products(
    merchant, goods, django_assert_max_num_queries
):
    for number in range(20):
        product(f"P{number}")
    merchant.get("/products/")
    with django_assert_max_num_queries(20):
        assert merchant.get("/products/").status_code == 200


def test_a_product_with_variants_and_pictures_is_made(merchant, goods):
    category = save_category(title="Tops")
    data = posted(
        {"option1": "Red", "option2": "S", "price_minor": "99.00", "stock": "5", "sku": "R-S"},
        {"option1": "Red", "option2": "M", "price_minor": "109", "compare_at_minor": "129"},
        option1="Colour",
        option2="Size",
        categories=[category.pk],
        tags="new, linen，夏",
        body_html="",
    )
    picture = picture_file(500, 400)
    picture.name = "shirt.jpg"
    answer = merchant.post("/products/new/", {**data, "new_pictures": [picture]})
    saved = Product.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/products/{saved.pk}/")
    assert [o["name"] for o in saved.options] == ["Colour", "Size"]
    assert (saved.min_price_minor, saved.max_price_minor, saved.tags) == (
        9900,
        10900,
        ["new", "linen", "夏"],
    )
    assert StockItem.objects.get().on_hand == 5
    assert saved.pictures.count() == 1
    assert saved.cover["sizes"]
    assert merchant.get(f"/products/{saved.pk}/").status_code == 200


def test_editing_changes_what_was_changed_and_keeps_the_rest(merchant, goods):
    body = "<p>One</p><table><tr><td>two</td></tr></table>"
    saved = shirt("Shirt", ("Red", "S", 100), ("Red", "M", 100), body_html=body, slug="shirt")
    first, second = (add_picture(saved.pk, file=picture_file(90, 90), name="a.jpg") for _ in "ab")
    red, medium = saved.variants.all()
    editor = merchant.get(f"/products/{saved.pk}/").context["editor"]
    untouched = editor.form["body_html"].field.widget.format_value(body)
    data = posted(
        {
            "id": red.pk,
            "option1": "Crimson",
            "option2": "S",
            "price_minor": "2",
            "picture_id": second.pk,
        },
        {"id": medium.pk, "option1": "Red", "option2": "M", "price_minor": "1", "DELETE": "on"},
        pictures=[
            {"id": first.pk, "alt": "first", "ORDER": "2"},
            {"id": second.pk, "alt": "second", "ORDER": "1"},
        ],
        title="Better shirt",
        slug="shirt",
        option1="Colour",
        option2="Size",
        body_html=untouched,
    )
    answer = merchant.post(f"/products/{saved.pk}/", data)
    assert answer.status_code == 302
    saved.refresh_from_db()
    assert (saved.title, saved.body_html) == ("Better shirt", Product.objects.get().body_html)
    assert "<table>" in saved.body_html
    only = saved.variants.get(is_active=True)
    assert (only.pk, only.option1, only.price_minor, only.picture_id) == (
        red.pk,
        "Crimson",
        200,
        second.pk,
    )
    assert [p.alt for p in saved.pictures.all()] == ["second", "first"]


def test_what_is_wrong_is_said_and_nothing_is_saved(merchant, goods):
    data = posted({"price_minor": "cheap"}, title="")
    answer = merchant.post("/products/new/", data)
    assert answer.status_code == 422
    same = posted(
        {"option1": "S", "price_minor": "1"}, {"option1": "S", "price_minor": "2"}, option1="Size"
    )
    answer = merchant.post("/products/new/", same)
    assert "Two variants have the same options: S." in answer.content.decode()
    bad = io.BytesIO(b"<svg/>")
    bad.name = "a.png"
    answer = merchant.post(
        "/products/new/", {**posted({"price_minor": "1"}), "new_pictures": [bad]}
    )
    assert (answer.status_code, Product.objects.count()) == (422, 0)


def test_chosen_products_change_their_status(merchant, goods):
    hat = product("Hat")
    answer = merchant.post("/products/", {"product": [hat.pk], "act": "archived"})
    merchant.post(answer["Location"])
    hat.refresh_from_db()
    assert hat.status == "archived"
    answer = merchant.post("/products/", {"product": [hat.pk], "act": "delete"})
    assert Product.objects.exists()  # it asks first
    merchant.post(answer["Location"])
    assert not Product.objects.exists()


def test_categories_are_made_ordered_and_removed(merchant, goods):
    merchant.post("/products/categories/new/", {"title": "女装", "title_en": "Women"})
    women = Category.objects.get()
    merchant.post("/products/categories/new/", {"title": "裙", "parent": women.pk})
    page = merchant.get("/products/categories/").content.decode()
    assert "裙" in page
    refused = merchant.post(f"/products/categories/{women.pk}/removal/", follow=True)
    assert "Move the categories inside this one first." in refused.content.decode()
    merchant.post(f"/products/categories/{women.pk}/", {"title": "女士", "parent": ""})
    assert Category.objects.get(pk=women.pk).title == "女士"
    inside = Category.objects.get(parent=women)
    told = {"parent": women.pk, "category": [inside.pk]}
    assert merchant.post("/products/categories/order/", told).status_code == 204


def test_an_import_shows_its_progress_and_its_problems(merchant, goods):
    from storefront.catalog.importing.tasks import import_products

    data = csv_file(
        {"Handle": "hat", "Title": "Hat", "Variant Price": "1"},
        {"Handle": "cap", "Title": "Cap", "Variant Price": "x"},
    )
    file = io.BytesIO(data)
    file.name = "list.csv"
    answer = merchant.post("/products/imports/", {"file": file})
    job = ImportJob.objects.get()
    columns = f"/products/imports/{job.pk}/columns/"
    assert answer["Location"] == columns
    told = {"column0": "Handle", "column1": "Title", "column2": "Variant Price"}
    answer = merchant.post(columns, told)
    assert answer["Location"] == f"/products/imports/{job.pk}/"
    assert "hx-get" in merchant.get(answer["Location"]).content.decode()
    import_products(goods.schema_name, job.pk)
    page = merchant.get(f"/products/imports/{job.pk}/progress/").content.decode()
    assert "nothing is changed yet" in page
    merchant.post(f"/products/imports/{job.pk}/run/")
    import_products(goods.schema_name, job.pk)
    page = merchant.get(f"/products/imports/{job.pk}/progress/").content.decode()
    assert "The import is done" in page
    assert "hx-get" not in page
    assert "Variant Price “x” is not an amount." in page


def test_a_file_that_is_no_product_list_is_refused_at_once(merchant, goods):
    file = io.BytesIO(b"a,b\n")
    file.name = "list.csv"
    answer = merchant.post("/products/imports/", {"file": file})
    assert answer.status_code == 422
    assert not ImportJob.objects.exists()


def test_export_and_sample_are_downloads(merchant, goods):
    product("Hat")
    export = merchant.get("/products/export/products.csv")
    assert "Hat" in b"".join(export.streaming_content).decode()
    sample = merchant.get("/products/imports/sample.csv")
    assert "canvas-tote" in b"".join(sample.streaming_content).decode()


@pytest.mark.parametrize(
    "address", ["/products/", "/products/new/", "/products/imports/", "/products/categories/"]
)
def test_strangers_are_sent_to_the_sign_in_page(backoffice_client, shop_b, address):
    assert backoffice_client.get(address).status_code in (302, 403)


def test_another_shop_s_products_are_not_found(merchant, shop_b):
    with tenant_context(shop_b):
        theirs = [product(f"Theirs {n}") for n in range(3)][-1]
    assert merchant.get(f"/products/{theirs.pk}/").status_code == 404
