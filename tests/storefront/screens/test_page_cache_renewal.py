"""A kept page is true after every change."""

from datetime import timedelta

import pytest
from django.db import connection
from django_tenants.utils import schema_context, tenant_context

from cms.pages.models import HomePage
from kernel import clock
from storefront.catalog.models import Product, Variant
from storefront.catalog.services import save_category
from storefront.inventory import services as inventory
from tenants.profile.services import save_profile
from tests.storefront.browser import Browser
from tests.storefront.catalog.files import csv_file, run_import
from tests.storefront.catalog.goods import product
from tests.storefront.purchase import placed, variant
from themes.customizer.services import choose_theme

from .keeping import how, kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_are_kept")]


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


def test_a_change_in_one_shop_leaves_the_other_shops_pages(browser, hat, shop_b):
    with tenant_context(shop_b):
        product("Beta hat", slug="hat")
    other = Browser(shop_b)
    kept(other, "/products/hat/")
    Variant.objects.filter(product=hat).update(price_minor=1)

    assert how(other.get("/products/hat/")) == "hit"


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
