"""Many ask for the same page at the same moment: real threads, real commits."""

import threading
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django_tenants.utils import tenant_context

from storefront.catalog.models import Variant
from storefront.screens.shop import product as page
from tests.storefront.browser import Browser
from tests.storefront.catalog.goods import product

pytestmark = pytest.mark.race
ADDRESS = "/zh/products/hat/"


@pytest.fixture
def hat(committed_db, shop_a, settings):
    cache.clear()
    settings.MALL_PAGE_CACHE_SECONDS = 60
    with tenant_context(shop_a):
        yield product("帽子", slug="hat")
    cache.clear()


def together(shop, visitors: int) -> list[bytes]:
    answers: list[bytes] = []

    def visit() -> None:
        try:
            answers.append(Browser(shop).get(ADDRESS).content)
        finally:
            connection.close()

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_the_page_is_made_once(shop_a, hat, monkeypatch):
    made: list[int] = []
    render = page.render

    def counted(*args, **more):
        made.append(1)
        time.sleep(0.1)  # so that the others do come meanwhile
        return render(*args, **more)

    monkeypatch.setattr(page, "render", counted)

    answers = together(shop_a, 8)

    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert len(made) == 1


def test_another_connections_commit_is_seen_and_a_rollback_is_not(shop_a, hat):
    browser = Browser(shop_a)
    browser.get(ADDRESS)

    def change(price: int, *, fails: bool) -> None:
        from django.db import transaction

        try:
            with tenant_context(shop_a), transaction.atomic():
                Variant.objects.filter(product=hat).update(price_minor=price)
                if fails:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        finally:
            connection.close()

    for price, fails in ((4400, True), (3300, False)):
        thread = threading.Thread(target=change, args=(price,), kwargs={"fails": fails})
        thread.start()
        thread.join()
        html = browser.get(ADDRESS).content.decode()
        assert ("44.00" in html, "33.00" in html) == (False, price == 3300)


def test_a_change_that_redis_never_heard_of_is_seen_within_a_second(shop_a, hat, monkeypatch):
    browser = Browser(shop_a)
    browser.get(ADDRESS)
    monkeypatch.setattr("tenants.freshness.services.forget_state", lambda schema: None)
    with tenant_context(shop_a):
        Variant.objects.filter(product=hat).update(price_minor=3300)
    time.sleep(1)

    assert "33.00" in browser.get(ADDRESS).content.decode()
