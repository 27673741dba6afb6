"""Pages for everybody are kept, and answered from memory."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.catalog.models import Variant
from storefront.screens import kept_pages

from .keeping import how, kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_are_kept")]


def test_a_kept_page_is_the_page_that_was_made_and_asks_the_database_nothing(browser, hat):
    made = browser.get("/zh/products/hat/")
    browser.get("/zh/products/hat/")  # the host is known again, however long a cold process took
    with CaptureQueriesContext(connection) as asked:
        again = browser.get("/zh/products/hat/")

    assert (how(made), how(again)) == ("miss", "hit")
    assert again.content == made.content
    assert len(asked) == 0
    assert again.headers["Content-Security-Policy"] == made.headers["Content-Security-Policy"]
    assert again.headers["Content-Language"] == "zh-hans"


def test_languages_are_pages_of_their_own(browser, hat):
    zh, en = kept(browser, "/zh/products/hat/"), kept(browser, "/en/products/hat/")

    assert 'lang="zh-hans"' in zh.content.decode()
    assert 'lang="en"' in en.content.decode()


def test_a_search_is_kept_when_it_is_asked_a_second_time(browser, hat):
    assert [how(browser.get("/zh/search/?q=帽子")) for _ in range(3)] == ["miss", "miss", "hit"]


def test_parameters_in_any_order_are_one_page(browser, hat):
    browser.get("/zh/products/?sort=price&min=1")
    browser.get("/zh/products/?min=1&sort=price")
    assert how(browser.get("/zh/products/?max=&sort=price&min=1&zz=2")) == "hit"


def test_errors_and_redirects_are_not_kept(browser, hat):
    for address, status in (("/zh/products/nothing/", 404), ("/products/hat/", 302)):
        for _ in range(2):
            answer = browser.get(address)
            assert (answer.status_code, how(answer)) == (status, "")


def test_a_browser_that_has_the_page_hears_so(browser, hat):
    tag = kept(browser, "/zh/products/hat/").headers["ETag"]
    answer = browser.get("/zh/products/hat/", HTTP_IF_NONE_MATCH=tag)

    assert answer.status_code == 304
    assert answer.content == b""
    Variant.objects.filter(product=hat).update(price_minor=1)
    assert browser.get("/zh/products/hat/", HTTP_IF_NONE_MATCH=tag).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip, br", True), ("br", False), ("", False), ("gzip;q=0, br", False), ("gzip;q=0.5", True)],
)
def test_a_page_comes_packed_to_who_can_unpack_it(browser, hat, accepted, packed):
    plain = kept(browser, "/zh/products/hat/").content
    answer = browser.get("/zh/products/hat/", HTTP_ACCEPT_ENCODING=accepted)

    assert (answer.headers.get("Content-Encoding") == "gzip") == packed
    assert (gzip.decompress(answer.content) if packed else answer.content) == plain
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_head_is_answered_too(browser, hat):
    kept(browser, "/zh/products/hat/")
    assert how(browser.head("/zh/products/hat/")) == "hit"
    answer = browser.get("/zh/products/hat/")
    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_a_head_that_comes_first_keeps_the_whole_page(browser, hat):
    assert how(browser.head("/zh/products/hat/")) == "miss"
    answer = browser.get("/zh/products/hat/")

    assert how(answer) == "hit"
    assert "帽子" in answer.content.decode()


def test_a_page_too_large_is_not_kept(browser, hat, monkeypatch):
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 100)
    for _ in range(2):
        assert how(browser.get("/zh/products/hat/")) == ""
