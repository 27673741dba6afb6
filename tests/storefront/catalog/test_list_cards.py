import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from storefront.catalog import ports
from storefront.catalog.models import OptionWord, Variant
from storefront.catalog.selectors import ListFilter, list_cards
from storefront.catalog.services import TextInput, save_category

from .goods import product, shirt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]


def slugs(**given) -> list[str]:
    return [card.slug for card in list_cards(ListFilter(**given)).cards]


def test_only_products_on_sale_newest_first():
    product("Old", slug="old")
    product("New", slug="new")
    product("Draft", status="draft")
    product("Away", status="archived")
    assert slugs() == ["new", "old"]


def test_sorts():
    product("裤子", slug="ku", price=300)
    product("帽子", slug="mao", price=100)
    product("Apple", slug="apple", price=200)
    assert slugs(sort="price") == ["mao", "apple", "ku"]
    assert slugs(sort="-price") == ["ku", "apple", "mao"]
    assert slugs(sort="name") == ["apple", "ku", "mao"]  # k before m, by pinyin


def test_sorts_by_the_name_of_the_page_s_language():
    product("帽子", slug="hat", texts={"en": TextInput(title="A hat")})
    product("裤子", slug="trousers", texts={"en": TextInput(title="Trousers")})
    with translation.override("en"):
        page = list_cards(ListFilter(sort="name"))
    assert [card.title for card in page.cards] == ["A hat", "Trousers"]


def test_category_with_all_inside_it():
    top = save_category(title="Women")
    inside = save_category(title="Dresses", parent_id=top.pk)
    product("Dress", slug="dress", category_ids=[inside.pk])
    product("Both", slug="both", category_ids=[top.pk, inside.pk])
    product("Hat", slug="hat")
    assert slugs(category_id=top.pk) == ["both", "dress"]
    assert slugs(category_id=999) == []


def test_one_variant_must_meet_all_options_and_the_price():
    shirt("A", ("Red", "S", 100), ("Blue", "M", 900), slug="a")
    shirt("B", ("Red", "M", 500), slug="b")
    assert slugs(options={"Colour": ["Red"], "Size": ["M"]}) == ["b"]
    assert slugs(options={"Colour": ["Red", "Blue"], "Size": ["M"]}) == ["b", "a"]
    assert slugs(options={"Colour": ["Red"]}, price_max_minor=200) == ["a"]
    assert slugs(price_min_minor=200, price_max_minor=600) == ["b"]


def test_facets_count_what_choosing_them_would_find():
    shirt("A", ("Red", "S", 100), ("Blue", "M", 900))
    shirt("B", ("Red", "M", 500))
    facets = list_cards(ListFilter(options={"Colour": ["Red"]}, with_facets=True)).facets
    counts = {f.name: {v.value: (v.count, v.chosen) for v in f.values} for f in facets}
    assert counts == {
        "Colour": {"Red": (2, True), "Blue": (1, False)},
        "Size": {"S": (1, False), "M": (1, False)},
    }


def test_option_words_are_shown_in_the_page_s_language():
    OptionWord.objects.create(word="Colour", language="en", text="Color")
    shirt("A", ("Red", "S", 100))
    with translation.override("en"):
        page = list_cards(ListFilter(with_facets=True))
    assert (page.facets[0].name, page.facets[0].label) == ("Colour", "Color")
    assert page.cards[0].option_counts == (("Color", 1), ("Size", 1))


def test_picked_products_keep_their_order():
    first, second = product("A", slug="a"), product("B", slug="b")
    assert slugs(ids=[first.pk, second.pk, 999]) == ["a", "b"]


def test_a_page_too_far_is_the_last():
    for number in range(5):
        product(f"P{number}", slug=f"p{number}")
    page = list_cards(ListFilter(page=99, page_size=2))
    assert (page.page, page.pages, page.total) == (3, 3, 5)
    assert [card.slug for card in page.cards] == ["p0"]


def test_sold_out_when_nothing_is_left_of_any_variant(monkeypatch):
    gone = product("Gone", slug="gone")
    half = shirt("Half", ("Red", "S", 1), ("Red", "M", 1), slug="half")
    sold = Variant.objects.filter(pk__in=[gone.variants.get().pk, half.variants.first().pk])
    ids = sold.annotate(variant_id=F("pk")).values("variant_id")
    monkeypatch.setattr(ports, "sold_out_variants", lambda: ids)
    cards = list_cards(ListFilter()).cards
    assert {card.slug: card.sold_out for card in cards} == {"half": False, "gone": True}


def test_the_number_of_queries_does_not_grow():
    def queries() -> int:
        with (
            translation.override("en"),
            CaptureQueriesContext(
                connection,
            ) as captured,
        ):
            list_cards(ListFilter(query="shirt", with_facets=True))
        return sum(q["sql"].lstrip().startswith(("SELECT", "WITH")) for q in captured)

    shirt("Shirt", ("Red", "S", 1), texts={"en": TextInput(title="Shirt")})
    list_cards(ListFilter())
    few = queries()
    for number in range(12):
        shirt(
            f"Shirt {number}", ("Red", "S", 1), ("Blue", "M", 1), texts={"en": TextInput(title="x")}
        )
    assert queries() == few == 4


def test_sizes_go_from_small_to_large_and_colours_as_the_merchant_ordered_them():
    shirt("Coat", ("Red", "L", 1), ("Blue", "S", 1), ("Red", "38", 1), ("Blue", "XS", 1))
    shirt("Boot", ("Red", "36.5", 1), ("Red", "均码", 1))

    facets = list_cards(ListFilter(with_facets=True)).facets

    order = {facet.name: [value.value for value in facet.values] for facet in facets}
    assert order["Size"] == ["XS", "S", "L", "36.5", "38", "均码"]
    assert order["Colour"] == ["Red", "Blue"]
