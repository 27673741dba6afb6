import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from storefront.catalog.models import OptionWord
from storefront.catalog.selectors import product_by_slug, variants_for_sale
from storefront.catalog.services import TextInput, change_status, save_category
from storefront.catalog.services.pictures import add_picture

from .goods import picture_file, product, shirt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def test_shows_texts_options_variants_and_the_way_from_the_top():
    women = save_category(title="女装", texts={"en": "Women"})
    dresses = save_category(title="上衣", parent_id=women.pk)
    OptionWord.objects.create(word="Red", language="en", text="Crimson")
    shirt(
        "衬衫",
        ("Red", "S", 9900),
        ("Red", "M", 10900),
        slug="shirt",
        category_ids=[dresses.pk],
        texts={"en": TextInput(title="Shirt")},
    )
    with translation.override("en"):
        shown = product_by_slug("shirt")
    assert (shown.title, shown.price_from_minor, shown.price_to_minor) == ("Shirt", 9900, 10900)
    assert [(o.name, [v.label for v in o.values]) for o in shown.options] == [
        ("Colour", ["Crimson"]),
        ("Size", ["S", "M"]),
    ]
    assert [variant.values for variant in shown.variants] == [("Red", "S"), ("Red", "M")]
    assert [node.title for node in shown.breadcrumb] == ["Women", "上衣"]
    assert shown.variants[0].as_json()["price_minor"] == 9900


def test_a_draft_has_no_page():
    draft = product("Hat", slug="hat", status="draft")
    assert product_by_slug("hat") is None
    assert product_by_slug("hat", drafts=True).id == draft.pk
    assert product_by_slug("no-such") is None


def test_takes_one_query_however_much_there_is():
    saved = shirt("Shirt", ("Red", "S", 1), ("Red", "M", 1), texts={"en": TextInput(title="x")})
    for _ in range(2):
        add_picture(saved.pk, file=picture_file(400, 300), name="a.jpg")
    product_by_slug(saved.slug)
    with translation.override("en"), CaptureQueriesContext(connection) as captured:
        shown = product_by_slug(saved.slug)
    assert len(captured) == 1
    assert len(shown.pictures) == 2


def test_variants_for_sale_say_whether_they_can_be_sold():
    saved = product("Hat", price=500)
    variant = saved.variants.get()
    add_picture(saved.pk, file=picture_file(400, 300), name="a.jpg")
    sale = variants_for_sale([variant.pk, 999])
    assert set(sale) == {variant.pk}
    assert sale[variant.pk].is_active
    assert sale[variant.pk].picture.width == 400
    change_status([saved.pk], status="draft")
    assert not variants_for_sale([variant.pk])[variant.pk].is_active


def test_an_original_price_is_shown_only_when_higher():
    from storefront.catalog.services import VariantInput

    saved = product("Hat", variants=[VariantInput(price_minor=500, compare_at_minor=400)])
    assert variants_for_sale([saved.variants.get().pk]).popitem()[1].compare_at_minor is None
