import json
from xml.etree import ElementTree

import pytest

from storefront.catalog.services import save_category
from tenants.profile.services import save_profile
from tests.storefront.catalog.goods import product

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_a_missing_page_is_shown_in_the_look_of_the_shop(browser):
    answer = browser.get("/zh/nowhere/")

    assert answer.status_code == 404
    html = answer.content.decode()
    assert "Alpha 衣坊" in html
    assert "search-form" in html


def test_a_failure_is_shown_in_the_look_of_the_shop(browser, monkeypatch):
    browser.raise_request_exception = False
    monkeypatch.setattr("storefront.screens.shop.lists.listing", lambda *args, **more: 1 / 0)

    answer = browser.get("/zh/products/")

    assert answer.status_code == 500
    assert "Alpha 衣坊" in answer.content.decode()


def test_even_a_broken_frame_gives_a_page_with_plain_words(browser, monkeypatch):
    browser.raise_request_exception = False
    monkeypatch.setattr("storefront.screens.context_processors.shop_frame", lambda request: 1 / 0)

    answer = browser.get("/zh/products/")

    assert answer.status_code == 500
    assert "请稍后再试" in answer.content.decode()


def test_a_page_without_description_tells_the_shop_and_its_categories(browser, in_shop_a):
    save_category(title="帽子", slug="hats")
    save_category(title="围巾", slug="scarves")
    product("草帽", slug="hat", body_html="")
    save_profile(slogan="")

    def description(address: str) -> str:
        html = browser.get(address).content.decode()
        return html.split('<meta name="description" content="')[1].split('"')[0]

    assert description("/zh/") == "Alpha 衣坊 · 帽子 · 围巾"
    assert '<meta property="og:title" content="Alpha 衣坊">' in browser.get("/zh/").content.decode()
    assert description("/zh/products/hat/") == "草帽 · Alpha 衣坊 · 帽子 · 围巾"
    save_profile(slogan="戴得住")
    assert description("/zh/") == "戴得住"


def test_shop_pages_run_no_script_but_our_own(browser):
    headers = browser.get("/zh/products/").headers

    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "object-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_no_page_has_inline_script_or_foreign_addresses(browser, in_shop_a):
    save_category(title="帽子", slug="hats")
    product("帽子", slug="hat")

    for address in ("/zh/", "/zh/products/", "/zh/products/hat/", "/zh/search/?q=x", "/zh/x/"):
        html = browser.get(address).content.decode()
        assert " onclick" not in html
        assert "<script>" not in html
        assert "//cdn" not in html


def test_me_is_the_visitors_own_and_never_kept(browser):
    answer = browser.get("/zh/-/me/")

    assert set(json.loads(answer.content)) >= {"cart_count", "signed_in", "csrf_token"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_me_needs_no_language_in_its_address(browser):
    assert browser.get("/-/me/").status_code == 200


def test_the_sitemap_lists_both_languages(browser, in_shop_a):
    save_category(title="帽子", slug="hats")
    product("帽子", slug="hat")
    product("草稿", slug="draft", status="draft")

    index = ElementTree.fromstring(browser.get("/sitemap.xml").content)
    pages = [loc.text for loc in index.findall(".//s:loc", NAMES)]
    found = [
        loc.text
        for page in pages
        for loc in ElementTree.fromstring(
            browser.get(page.removeprefix("http://alpha.shop.localhost:8000")).content
        ).findall(".//s:loc", NAMES)
    ]

    origin = "http://alpha.shop.localhost:8000"
    assert f"{origin}/zh/products/hat/" in found
    assert f"{origin}/en/products/hat/" in found
    assert f"{origin}/zh/categories/hats/" in found
    assert f"{origin}/zh/" in found
    assert not any("draft" in url for url in found)


@pytest.mark.parametrize("page", ["0", "99", "x", "-1", "٣"])
def test_a_page_of_the_sitemap_that_is_not_there(browser, page):
    assert browser.get("/sitemap.xml", {"page": page}).status_code == 404


def test_robots_leave_private_pages_alone(browser):
    text = browser.get("/robots.txt").content.decode()

    assert "Disallow: /checkout/" in text
    assert "Sitemap: http://alpha.shop.localhost:8000/sitemap.xml" in text


def test_a_shop_with_one_language_has_no_prefix(shop_b, client_for):
    from tenants.directory.hosts import HostKind

    answer = client_for(HostKind.SHOP, shop_b).get("/products/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "hreflang" not in html
    assert 'rel="canonical" href="http://beta.shop.localhost:8000/products/"' in html


def test_switching_the_language_keeps_what_was_searched_for_and_is_remembered(browser, settings):
    html = browser.get("/zh/search/?q=帽子&sort=new").content.decode()

    assert 'href="/en/search/?q=%E5%B8%BD%E5%AD%90&amp;sort=new"' in html
    assert f'data-language-cookie="{settings.LANGUAGE_COOKIE_NAME}"' in html
