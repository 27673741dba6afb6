"""A kept page is never anybody's own, and nobody can make one that is wrong for others."""

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django_tenants.utils import tenant_context

from tenants.accounts.models import User
from tests.storefront.browser import Browser
from tests.storefront.catalog.goods import product

from .keeping import how, kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_are_kept")]


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


def test_an_address_too_long_is_not_kept(browser, hat):
    for _ in range(3):
        assert how(browser.get("/zh/search/?q=" + "a" * 600)) == ""
