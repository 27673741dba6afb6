"""Many ask for the same page at the same moment: real threads, real commits."""

import threading
import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django_tenants.utils import tenant_context

from kernel import clock
from kernel.events.draining import drain
from storefront.catalog.models import Variant
from storefront.screens.shop import product as page
from tenants.freshness import state
from tenants.freshness.services import Renewal
from tenants.freshness.state import page_state
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
    Browser(shop_a).get(ADDRESS)  # templates are compiled now
    cache.clear()
    made: list[int] = []
    render = page.render

    def counted(*args, **more):
        made.append(1)
        time.sleep(0.1)  # so that the others do come meanwhile
        return render(*args, **more)

    monkeypatch.setattr(page, "render", counted)
    monkeypatch.setattr(
        "storefront.screens.page_cache.LONGEST_WAIT", 30
    )  # however busy the machine is

    answers = together(shop_a, 8)

    assert len(answers) == 8
    assert len(set(answers)) == 1
    assert len(made) == 1


def test_another_connections_commit_is_seen_and_a_rollback_is_not(shop_a, hat):
    browser = Browser(shop_a)
    browser.get(ADDRESS)

    def change(price: int, *, fails: bool) -> None:
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


def test_a_change_whose_writer_died_at_its_commit_is_seen_within_a_second(shop_a, hat, monkeypatch):
    monkeypatch.setattr("tenants.freshness.services.state_has_changed", lambda schema: None)
    with tenant_context(shop_a), transaction.atomic():
        Variant.objects.filter(product=hat).update(price_minor=3300)
        together(shop_a, 1)  # reads the state as it was
    time.sleep(1)

    assert "33.00" in Browser(shop_a).get(ADDRESS).content.decode()


def test_a_change_that_redis_did_not_hear_of_is_told_again_by_the_outbox(shop_a, hat, monkeypatch):
    browser = Browser(shop_a)
    browser.get(ADDRESS)
    with monkeypatch.context() as deaf:
        deaf.setattr("tenants.freshness.services.state_is_changing", lambda schema: None)
        deaf.setattr("tenants.freshness.services.state_has_changed", lambda schema: False)
        deaf.setattr("tenants.freshness.handlers.state_has_changed", lambda schema: False)
        with tenant_context(shop_a):
            Variant.objects.filter(product=hat).update(price_minor=3300)
            drain(10)
    with tenant_context(shop_a), clock.travel(timedelta(minutes=1)):
        drain(10)

    assert "33.00" in browser.get(ADDRESS).content.decode()


def test_a_page_made_while_a_change_reads_its_own_state_is_not_taken_for_the_new_one(shop_a, hat):
    """The writer reads settings after its write, as services do; a visitor comes before its commit."""
    browser = Browser(shop_a)
    with tenant_context(shop_a), transaction.atomic():
        Variant.objects.filter(product=hat).update(price_minor=3300)
        page_state()
        (before,) = together(shop_a, 1)

    assert "33.00" not in before.decode()
    assert "33.00" in browser.get(ADDRESS).content.decode()


def test_a_copy_read_just_before_a_commit_is_not_kept_as_the_state_after(shop_a, hat, monkeypatch):
    browser = Browser(shop_a)
    browser.get(ADDRESS)
    keep = state.keep_state

    def slow_to_tell(read, turn):
        monkeypatch.setattr(state, "keep_state", keep)
        with tenant_context(shop_a):
            Variant.objects.filter(product=hat).update(price_minor=3300)
        keep(read, turn)

    with tenant_context(shop_a):
        cache.delete(state.NOW)
        monkeypatch.setattr(state, "keep_state", slow_to_tell)
        state.page_state()

    assert "33.00" in browser.get(ADDRESS).content.decode()


def test_a_write_outside_of_a_transaction_and_the_word_of_it_are_one(shop_a, hat, monkeypatch):
    def dies(**_):
        raise ConnectionError

    monkeypatch.setattr("tenants.freshness.watching.renew_pages", dies)
    with tenant_context(shop_a):
        with pytest.raises(ConnectionError):
            Variant.objects.filter(product=hat).update(price_minor=3300)

        assert hat.variants.get().price_minor != 3300


def test_a_change_after_a_part_that_was_rolled_back_is_told(shop_a, hat):
    browser = Browser(shop_a)
    browser.get(ADDRESS)
    with tenant_context(shop_a), transaction.atomic():
        with transaction.atomic():
            Variant.objects.filter(product=hat).update(price_minor=4400)
            transaction.set_rollback(True)
        Variant.objects.filter(product=hat).update(price_minor=3300)

    assert "33.00" in browser.get(ADDRESS).content.decode()


def test_a_transaction_says_once_that_pages_changed_however_many_parts_it_has(shop_a, hat):
    with tenant_context(shop_a), transaction.atomic():
        for price in (4400, 3300):
            with transaction.atomic():
                Variant.objects.filter(product=hat).update(price_minor=price)
        told = [call for _, call, *_ in connection.run_on_commit if isinstance(call, Renewal)]

    assert len(told) == 1
