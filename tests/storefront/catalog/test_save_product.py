import pytest

from storefront.catalog import ports
from storefront.catalog.errors import ProductInvalid, SameCombination, SlugTaken
from storefront.catalog.models import Product, SearchDocument
from storefront.catalog.services import ProductInput, TextInput, VariantInput, save_product

from .goods import product, shirt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def test_keeps_price_range_and_options():
    saved = shirt("Shirt", ("Red", "S", 9900), ("Red", "M", 12900), ("Blue", "S", 8900))
    assert (saved.min_price_minor, saved.max_price_minor) == (8900, 12900)
    assert saved.options == [
        {"name": "Colour", "values": ["Red", "Blue"]},
        {"name": "Size", "values": ["S", "M"]},
    ]
    assert saved.published_at is not None


def test_a_variant_keeps_its_id_when_it_is_named_by_its_options():
    saved = shirt("Shirt", ("Red", "S", 9900), ("Red", "M", 9900))
    first = saved.variants.first().pk
    variants = [VariantInput(options=("Red", "S"), price_minor=100)]
    data = ProductInput(title="Shirt", option_names=["Colour", "Size"], variants=variants)
    save_product(data, product_id=saved.pk)
    assert list(saved.variants.filter(is_active=True).values_list("pk", "price_minor")) == [
        (first, 100)
    ]
    assert saved.variants.filter(is_active=False).count() == 1


def test_two_variants_may_swap_their_options():
    saved = shirt("Shirt", ("Red", "S", 1), ("Blue", "S", 2))
    red, blue = saved.variants.all()
    data = ProductInput(
        title="Shirt",
        option_names=["Colour", "Size"],
        variants=[
            VariantInput(id=red.pk, options=("Blue", "S"), price_minor=1),
            VariantInput(id=blue.pk, options=("Red", "S"), price_minor=2),
        ],
    )
    save_product(data, product_id=saved.pk)
    assert list(saved.variants.values_list("pk", "option1")) == [
        (red.pk, "Blue"),
        (blue.pk, "Red"),
    ]


def test_the_same_combination_twice_is_refused_and_nothing_is_saved():
    with pytest.raises(SameCombination, match="Red / S"):
        shirt("Shirt", ("Red", "S", 1), ("Red", "S", 2))
    assert not Product.objects.exists()


@pytest.mark.parametrize("bad", [{"title": " "}, {"variants": []}, {"option_names": ["Colour"]}])
def test_half_a_product_is_refused(bad):
    with pytest.raises(ProductInvalid):
        save_product(
            ProductInput(**{"title": "Hat", "variants": [VariantInput(price_minor=1)], **bad})
        )


def test_a_taken_address_is_refused_and_a_made_one_is_free():
    product("连衣裙")
    assert product("连衣裙").slug == "连衣裙-2"
    with pytest.raises(SlugTaken):
        product("Other", slug="连衣裙")


def test_description_is_cleaned():
    saved = product(body_html='<h1>A</h1><p onclick="x()">b<script>x()</script><img src=x></p>')
    assert saved.body_html == "<h2>A</h2><p>b</p>"


def test_stock_goes_to_inventory_only_where_it_is_told(monkeypatch):
    written = {}
    monkeypatch.setattr(ports, "stock_writer", written.update)
    saved = save_product(
        ProductInput(
            title="Hat",
            option_names=["Size"],
            variants=[
                VariantInput(options=("S",), price_minor=1, stock=7),
                VariantInput(options=("M",), price_minor=1),
            ],
        )
    )
    assert written == {saved.variants.first().pk: 7}


def test_texts_in_another_language_come_and_go_with_their_search_document():
    data = ProductInput(
        title="连衣裙",
        variants=[VariantInput(price_minor=1)],
        texts={"en": TextInput(title="Dress")},
    )
    saved = save_product(data)
    assert set(SearchDocument.objects.values_list("language", flat=True)) == {"zh-hans", "en"}
    data.texts = {"en": TextInput()}
    save_product(data, product_id=saved.pk)
    assert list(SearchDocument.objects.values_list("language", flat=True)) == ["zh-hans"]
