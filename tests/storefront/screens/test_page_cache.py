"""Pages for everybody are kept, true after every change, and never anybody's own."""

import gzip
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context, tenant_context

from cms.pages.models import HomePage
from kernel import clock
from storefront.catalog.models import Product, Variant
from storefront.catalog.services import save_category
from storefront.inventory import services as inventory
from storefront.screens import kept_pages
from tenants.accounts.models import User
from tenants.profile.services import save_profile
from tests.storefront.browser import Browser
from tests.storefront.catalog.files import csv_file, run_import
from tests.storefront.catalog.goods import product
from tests.storefront.purchase import placed, variant
from themes.customizer.services import choose_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings, monkeypatch):
    """What a test writes is never committed; the shop is to see it all the same."""
    monkeypatch.setattr("tenants.freshness.state._is_only_mine", lambda changes: False)
    cache.clear()
    settings.MALL_PAGE_CACHE_SECONDS = 60
    yield
    cache.clear()


def how(answer) -> str:
    return answer.headers.get("X-Page-Cache", "")


def kept(browser, address: str):
    """The page as the cache answers it."""
    browser.get(address)
    answer = browser.get(address)
    assert how(answer) == "hit"
    return answer


@pytest.fixture
def hat(in_shop_a) -> Product:
    return product("帽子", slug="hat", price=9900)


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


def test_a_price_saved_in_the_back_office_is_on_the_next_page(browser, hat):
    kept(browser, "/zh/products/hat/")
    kept(browser, "/zh/products/")
    Variant.objects.filter(product=hat).update(price_minor=7700)
    Product.objects.filter(pk=hat.pk).update(min_price_minor=7700, max_price_minor=7700)

    assert "77.00" in browser.get("/zh/products/hat/").content.decode()
    assert "77.00" in browser.get("/zh/products/").content.decode()


def test_two_changes_in_one_transaction_are_both_seen(browser, hat):
    for price in (8800, 6600):
        Variant.objects.filter(product=hat).update(price_minor=price)
        assert f"{price / 100:.2f}" in kept(browser, "/zh/products/hat/").content.decode()


def test_an_import_renews_the_pages(browser, hat):
    kept(browser, "/zh/products/hat/")
    run_import(csv_file({"Handle": "hat", "Title": "草帽", "Variant Price": "55.00"}))

    page = browser.get("/zh/products/hat/").content.decode()
    assert "草帽" in page
    assert "55.00" in page


def test_an_order_that_takes_the_last_units_shows_at_once(browser, in_shop_a):
    item = variant(5000, stock=7, title="Scarf")
    address = f"/en/products/{item.product.slug}/"
    assert "In stock" in kept(browser, address).content.decode()

    placed((item, 1))  # six left look as seven did
    assert how(browser.get(address)) == "hit"
    placed((item, 2))
    assert "Only 4 left" in browser.get(address).content.decode()
    placed((item, 4))
    assert "Sold out" in browser.get(address).content.decode()


def test_counting_stock_for_the_first_time_shows_at_once(browser, hat):
    kept(browser, "/en/products/hat/")
    inventory.set_on_hand({hat.variants.get().pk: 0})

    assert "Sold out" in browser.get("/en/products/hat/").content.decode()


def test_a_theme_and_a_name_show_at_once(browser, hat):
    before = kept(browser, "/zh/products/hat/").content.decode()
    assert "themes/clothing" not in before
    choose_theme("clothing")
    assert "themes/clothing" in browser.get("/zh/products/hat/").content.decode()
    save_profile(name="新名字")
    assert "新名字" in browser.get("/zh/products/hat/").content.decode()


def test_a_category_and_a_designed_page_show_at_once(browser, hat):
    kept(browser, "/zh/")
    save_category(title="鞋子", slug="shoes")
    assert "鞋子" in browser.get("/zh/").content.decode()
    kept(browser, "/zh/")
    home = HomePage.objects.get(locale__language_code="zh-hans")
    home.seo_title = "春天来了"
    home.save_revision().publish()
    assert "春天来了" in browser.get("/zh/").content.decode()


def test_the_currency_shows_at_once(browser, hat):
    assert "¥" in kept(browser, "/zh/products/hat/").content.decode()
    save_profile(currency="EUR")
    page = browser.get("/zh/products/hat/").content.decode()
    assert "€" in page
    assert "¥" not in page


def test_languages_are_pages_of_their_own(browser, hat):
    zh, en = kept(browser, "/zh/products/hat/"), kept(browser, "/en/products/hat/")

    assert 'lang="zh-hans"' in zh.content.decode()
    assert 'lang="en"' in en.content.decode()


def test_two_shops_never_share_a_page(browser, hat, shop_b):
    alpha = kept(browser, "/zh/products/hat/").content.decode()
    with tenant_context(shop_b):
        product("Beta hat", slug="hat")
    other = Browser(shop_b)

    assert other.get("/zh/products/hat/").status_code == 404
    beta = kept(other, "/products/hat/").content.decode()
    assert "Beta hat" in beta
    assert "Beta hat" not in alpha
    assert "Alpha" not in beta


def test_a_change_in_one_shop_leaves_the_other_shops_pages(browser, hat, shop_b):
    with tenant_context(shop_b):
        product("Beta hat", slug="hat")
    other = Browser(shop_b)
    kept(other, "/products/hat/")
    Variant.objects.filter(product=hat).update(price_minor=1)

    assert how(other.get("/products/hat/")) == "hit"


def test_kept_pages_hold_no_cookie_and_no_token(browser, hat):
    browser.get("/-/me/")  # now the visitor has a token's cookie
    for address in ("/zh/", "/zh/products/", "/zh/products/hat/", "/en/"):
        answer = kept(browser, address)
        assert not answer.cookies
        assert "Set-Cookie" not in answer.headers
        assert b"csrf" not in answer.content.lower()


def test_a_page_that_sets_a_cookie_is_answered_but_not_kept(browser, hat, monkeypatch):
    from storefront.screens.shop import product as page

    def with_cookie(*args, **more):
        answer = render(*args, **more)
        answer.set_cookie("who", "you")
        return answer

    render = page.render
    monkeypatch.setattr(page, "render", with_cookie)
    for _ in range(2):
        answer = browser.get("/zh/products/hat/")
        assert how(answer) == ""
        assert answer.cookies["who"].value == "you"


def test_who_is_signed_in_or_previews_or_is_told_something_is_not_answered_from_it(browser, hat):
    kept(browser, "/zh/products/hat/")
    browser.sign_in(User.objects.create_user(username="ming", password="x"))
    assert how(browser.get("/zh/products/hat/")) == ""
    browser.cookies.clear()
    for cookie in ("theme-preview", "messages"):
        browser.cookies[cookie] = "x"
        assert how(browser.get("/zh/products/hat/")) == ""
        browser.cookies.clear()
    assert how(browser.get("/zh/products/hat/")) == "hit"


def test_personal_pages_are_never_kept(browser, hat):
    for address in ("/zh/cart/", "/-/me/", "/zh/products/hat/purchase/", "/zh/account/login/"):
        browser.get(address)
        assert how(browser.get(address)) == ""


def test_unknown_parameters_neither_change_a_page_nor_make_another(browser, hat):
    plain = kept(browser, "/zh/products/hat/")
    odd = browser.get("/zh/products/hat/?utm_source=mail&x=%22%3E%3Cscript%3E")

    assert how(odd) == "hit"
    assert odd.content == plain.content
    cache.clear()
    first = browser.get("/zh/products/hat/?utm_source=evil")
    assert b"evil" not in first.content
    assert browser.get("/zh/products/hat/").content == first.content


def test_forwarded_headers_and_the_hosts_spelling_change_nothing(browser, hat):
    name = f"alpha.{django_settings.SHOP_DOMAIN}"
    cache.clear()
    browser.get(
        "/zh/products/hat/",
        HTTP_HOST=f"{name.upper()}:9",
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_X_FORWARDED_PROTO="https",
    )
    answer = browser.get("/zh/products/hat/")

    assert how(answer) == "hit"
    assert b"evil" not in answer.content
    assert b":9/" not in answer.content


def test_nobody_can_put_a_prefix_before_the_links_of_a_page(shop_b):
    """Gunicorn takes a header SCRIPT_NAME from a proxy on its own machine, and not every proxy drops it."""
    with tenant_context(shop_b):
        product("Beta hat", slug="hat")
    other = Browser(shop_b)
    first = other.get("/products/hat/", SCRIPT_NAME="/evil")
    answer = other.get("/products/hat/")

    assert (how(first), how(answer)) == ("miss", "hit")
    assert b"evil" not in first.content
    assert b"evil" not in answer.content


def test_what_a_browser_prefers_changes_no_page(browser, hat, shop_b):
    with tenant_context(shop_b):
        product("Beta hat", slug="hat")
    for visitor, address in ((browser, "/zh/products/hat/"), (Browser(shop_b), "/products/hat/")):
        plain = kept(visitor, address).content
        cache.clear()
        visitor.cookies["lang"] = "en"
        visitor.get(address, HTTP_ACCEPT_LANGUAGE="en", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
        visitor.cookies.clear()
        assert kept(visitor, address).content == plain


def test_a_preview_is_the_previewers_alone(browser, hat):
    from themes.customizer.preview import COOKIE, preview_token

    browser.cookies[COOKIE] = preview_token("clothing")
    previewed = browser.get("/zh/products/hat/")
    browser.cookies.clear()

    assert "themes/clothing" in previewed.content.decode()
    assert "themes/clothing" not in kept(browser, "/zh/products/hat/").content.decode()


def test_another_port_is_another_page(browser, hat, settings):
    """Addresses in a page name the port; two installations may share one Redis."""
    kept(browser, "/zh/products/hat/")
    settings.MALL_PORT = "9999"
    answer = browser.get("/zh/products/hat/")

    assert how(answer) == "miss"
    assert b":9999/" in answer.content


def test_a_search_is_kept_when_it_is_asked_a_second_time(browser, hat):
    assert [how(browser.get("/zh/search/?q=帽子")) for _ in range(3)] == ["miss", "miss", "hit"]


def test_parameters_in_any_order_are_one_page(browser, hat):
    browser.get("/zh/products/?sort=price&min=1")
    browser.get("/zh/products/?min=1&sort=price")
    assert how(browser.get("/zh/products/?max=&sort=price&min=1&zz=2")) == "hit"


def test_an_address_too_long_is_not_kept(browser, hat):
    for _ in range(3):
        assert how(browser.get("/zh/search/?q=" + "a" * 600)) == ""


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


def test_a_suspended_shop_vanishes_at_once(browser, hat, in_shop_a):
    from tenants.directory.lookup import forget_hosts
    from tenants.directory.models import Tenant, TenantState

    kept(browser, "/zh/products/hat/")
    with schema_context("public"):
        Tenant.objects.filter(pk=in_shop_a.pk).update(state=TenantState.SUSPENDED)
    forget_hosts()

    assert browser.get("/zh/products/hat/").status_code == 503


def test_what_a_process_keeps_near_is_never_older_than_the_page(browser, hat, in_shop_a):
    """Another process changed the name: nothing told this one but the state."""
    from tenants.freshness.kept_near import _frames

    kept(browser, "/zh/products/hat/")
    before = _frames[in_shop_a.schema_name]
    save_profile(name="新名字")
    _frames[in_shop_a.schema_name] = before

    assert "新名字" in browser.get("/zh/products/hat/").content.decode()


def test_a_scheduled_product_is_on_the_kept_pages_when_its_time_comes(browser, hat):
    with clock.frozen(clock.now()):
        now = clock.now()
        for minutes, slug in ((2, "late"), (1, "soon")):
            product(slug, slug=slug, published_at=now + timedelta(minutes=minutes))
        before = kept(browser, "/zh/products/").content.decode()
        with clock.travel(timedelta(seconds=59)):
            still = browser.get("/zh/products/")
        with clock.travel(timedelta(seconds=60)):
            after_one = kept(browser, "/zh/products/").content.decode()
        with clock.travel(timedelta(seconds=120)):
            after_two = browser.get("/zh/products/").content.decode()

    assert ("/products/soon/" in before, "/products/late/" in before) == (False, False)
    assert (how(still), still.content.decode()) == ("hit", before)
    assert ("/products/soon/" in after_one, "/products/late/" in after_one) == (True, False)
    assert "/products/late/" in after_two


def test_the_next_publication_is_found_by_an_index(in_shop_a):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Product.objects.next_publication().explain()

    assert "product_newest" in plan
