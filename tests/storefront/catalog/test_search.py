import pytest

from storefront.catalog.selectors import ListFilter, list_cards
from storefront.catalog.services import TextInput

from .goods import product, shirt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def found(query: str) -> list[str]:
    return [card.slug for card in list_cards(ListFilter(query=query)).cards]


@pytest.fixture(autouse=True)
def _goods(in_shop_a):
    product("法式碎花连衣裙", slug="dress", texts={"en": TextInput(title="Floral French dress")})
    product(
        "Denim jacket",
        slug="jacket",
        sku="DJ-001-BLK-M",
        vendor="Northwind",
        body_html="<p>Goes with every dress and sweater.</p>",
    )
    product("羊毛针织开衫", slug="cardigan", sku="KNT88210", tags=["通勤", "秋冬"])
    shirt("纯棉圆领T恤", ("白色", "M", 5900), slug="tee")


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("连衣裙", "dress"),
        ("碎花", "dress"),
        ("裙", "dress"),
        ("碎花裙", "dress"),
        ("联衣裙", "dress"),  # a typing error
        ("DRESSES", "dress"),
        ("ｄｒｅｓｓ", "dress"),  # full width
        ("french dress", "dress"),
        ("开衫", "cardigan"),
        ("通勤", "cardigan"),
        ("T恤", "tee"),
        ("白色 t恤", "tee"),
        ("jacket", "jacket"),
        ("the jackets", "jacket"),
        ("jaket", "jacket"),
        ("denmi jacket", "jacket"),
        ("dj-001", "jacket"),
        ("001-blk", "jacket"),
        ("BLK", "jacket"),
        ("8821", "cardigan"),  # the middle of a SKU
        ("northwind", "jacket"),
    ],
)
def test_finds(query, slug):
    assert found(query)[0] == slug


def test_a_name_counts_more_than_a_description():
    assert found("dress") == ["dress", "jacket"]


@pytest.mark.parametrize(
    "query", ["zzqqxx", "手机", "'; drop table", "%", "\\", "!!!", "& | (", "\x00"]
)
def test_finds_nothing_without_falling_over(query):
    assert found(query) == []


def test_every_word_must_be_there():
    assert found("denim dress zzqqxx") == []
    assert found("denim dress") == ["jacket"]


def test_an_empty_query_lists_everything():
    assert len(found("  ")) == 4


def test_a_changed_name_is_found_at_once_and_the_old_one_no_longer():
    from storefront.catalog.models import Product
    from storefront.catalog.services import ProductInput, VariantInput, save_product

    saved = Product.objects.get(slug="jacket")
    data = ProductInput(title="雨衣", status="active", variants=[VariantInput(price_minor=1)])
    save_product(data, product_id=saved.pk)
    assert found("雨衣") == ["jacket"]
    assert "jacket" not in found("denim")


def test_a_word_with_dashes_is_found_whole_first_and_brings_nothing_that_has_a_part_of_it():
    product("All-day coat", slug="coat", sku="T-SHIRT-01")
    product("All day, every day", slug="every-day")
    product("All in one cream for the day", slug="cream", sku="T-SHIRT-011")
    product("T-shirt 01 hanger", slug="hanger", sku="H-01")
    product("T-shirt", slug="plain", sku="T-SHIRT-02")
    assert found("all-day") == ["coat", "every-day"]
    assert found("t-shirt-01") == ["coat", "hanger", "cream"]
    assert found("T-SHIRT-02") == ["plain"]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [("all-zzz", []), ("dj-002-blk", []), ("DJ-001-BKL", ["jacket"]), ("denim-jaket", ["jacket"])],
)
def test_typing_errors_beside_a_dash_count_but_not_in_numbers(query, slugs):
    product("All of it", slug="all")
    assert found(query) == slugs
