import re

import pytest
from django.core.cache import cache

from storefront.catalog.services import save_category
from tests.storefront.catalog.goods import product, shirt

pytestmark = pytest.mark.django_db


def titles(answer) -> list[str]:
    html = answer.content.decode()
    return re.findall(r'product-card-title"><a href="[^"]*">([^<]*)</a>', html)


@pytest.fixture
def shelf(in_shop_a):
    shelf = save_category(title="衬衫", slug="shirts", texts={"en": "Shirts"})
    shirt("亚麻衬衫", ("白", "M", 19900), ("白", "L", 19900), category_ids=[shelf.pk])
    shirt("牛仔衬衫", ("蓝", "M", 29900), category_ids=[shelf.pk])
    product("帽子", price=9900)
    return shelf


def test_a_category_shows_its_products(browser, shelf):
    answer = browser.get("/zh/categories/shirts/")

    assert sorted(titles(answer)) == ["亚麻衬衫", "牛仔衬衫"]
    assert "<h1>衬衫</h1>" in answer.content.decode()


def test_in_the_other_language(browser, shelf):
    assert "<h1>Shirts</h1>" in browser.get("/en/categories/shirts/").content.decode()


def test_sorts_by_price(browser, shelf):
    assert titles(browser.get("/zh/products/?sort=price")) == ["帽子", "亚麻衬衫", "牛仔衬衫"]
    assert titles(browser.get("/zh/products/?sort=-price")) == ["牛仔衬衫", "亚麻衬衫", "帽子"]


def test_filters_by_option_and_price(browser, shelf):
    assert titles(browser.get("/zh/products/?o.Size=L")) == ["亚麻衬衫"]
    assert titles(browser.get("/zh/products/?o.Size=M&min=200")) == ["牛仔衬衫"]
    assert titles(browser.get("/zh/products/?max=100")) == ["帽子"]


def test_a_filter_that_is_on_can_be_taken_off(browser, shelf):
    html = browser.get("/zh/products/?sort=price&o.Size=L&max=900").content.decode()

    assert 'href="?max=900&amp;sort=price"' in html
    assert 'href="?o.Size=L&amp;sort=price"' in html


def test_a_price_that_is_on_is_named_as_money(browser, shelf):
    html = browser.get("/zh/products/?min=100&max=250.5").content.decode()

    assert "≥ ¥100.00" in html
    assert "≤ ¥250.50" in html


def test_a_price_that_is_none_is_not_shown_as_a_filter(browser, shelf):
    html = browser.get("/zh/products/?min=abc&max=100").content.decode()

    assert "≥" not in html
    assert "≤ ¥100.00" in html
    assert titles(browser.get("/zh/products/?min=abc&max=100")) == ["帽子"]


def test_filtered_lists_are_not_for_search_engines(browser, shelf):
    html = browser.get("/zh/products/?o.Size=L").content.decode()

    assert '<meta name="robots" content="noindex, follow">' in html
    assert 'rel="canonical" href="http://alpha.shop.localhost:8000/zh/products/"' in html


@pytest.mark.parametrize(
    "query",
    [
        "sort=nonsense",
        "min=abc&max=-3",
        "page=0",
        "page=99999999999",
        "page=x",
        "min=" + "9" * 400,
        "o.=1",
        "o.Size=%00",
        "o.%00=1",
        "o.a=1&o.b=1&o.c=1&o.d=1",
        "q=%00",
    ],
)
def test_an_address_somebody_changed_by_hand_is_no_error(browser, shelf, query):
    for path in ("/zh/products/", "/zh/categories/shirts/", "/zh/search/"):
        assert browser.get(f"{path}?{query}").status_code == 200


def test_pages_keep_the_filters(browser, in_shop_a, monkeypatch):
    monkeypatch.setattr("storefront.screens.listing.PAGE_SIZE", 2)
    for number in range(5):
        product(f"帽子 {number}", price=1000 + number)

    answer = browser.get("/zh/products/?sort=price&page=2")

    assert titles(answer) == ["帽子 2", "帽子 3"]
    assert 'href="?sort=price"' in answer.content.decode()
    assert 'href="?page=3&amp;sort=price"' in answer.content.decode()


def test_search_finds_in_chinese(browser, shelf):
    assert titles(browser.get("/zh/search/?q=牛仔")) == ["牛仔衬衫"]


def test_who_comes_to_search_types_at_once(browser, shelf):
    asked = [browser.get(f"/zh/search/{query}").content.decode() for query in ("", "?q=牛仔")]
    assert [page.count("autofocus") for page in asked] == [1, 0]


def test_search_says_when_nothing_is_found(browser, shelf):
    answer = browser.get("/en/search/?q=zzzzqqqq")

    assert titles(answer) == []
    assert "Nothing found" in answer.content.decode()


def test_what_was_searched_is_shown_as_text(browser, shelf):
    html = browser.get('/en/search/?q="><script>alert(1)</script>').content.decode()

    assert "<script>alert" not in html


def test_an_unknown_category_is_not_found(browser, in_shop_a):
    assert browser.get("/zh/categories/nothing/").status_code == 404


def test_searching_is_limited(browser, shelf, settings):
    cache.clear()
    settings.MALL_SEARCH_RATES = "2/m/ip"
    assert [browser.get("/en/search/?q=coat").status_code for _ in range(3)] == [200, 200, 429]
    assert browser.get("/en/search/").status_code == 200
