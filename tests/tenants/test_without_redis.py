"""Redis down: browsing and buying go on; nothing waits for it longer than a moment."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django_tenants.utils import tenant_context

from kernel.events.models import OutboxEvent
from storefront.orders.models import Order
from tenants.directory.cache import DegradingRedisCache
from tests.storefront.purchase import placed, variant

DEAD = "redis://127.0.0.1:1/0"


@pytest.fixture
def no_redis(monkeypatch) -> Iterator[None]:
    alive = settings.CACHES
    dead = {alias: {**options, "LOCATION": DEAD} for alias, options in alive.items()}
    monkeypatch.setattr(settings, "CACHES", dead)
    monkeypatch.setattr(DegradingRedisCache, "_silent_until", 0.0)
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", DEAD)
    _use(dead)
    yield
    _use(alive)


def _use(configured: dict[str, Any]) -> None:
    caches.settings = caches.configure_settings(configured)
    for alias in configured:
        if hasattr(caches._connections, alias):
            delattr(caches._connections, alias)


def test_browsing_and_buying_go_on(
    shop_a, shop_client, no_redis, django_capture_on_commit_callbacks
) -> None:
    with tenant_context(shop_a):
        item = variant(50_00, title="Still here")
    started = time.monotonic()
    for path in ("/en/", "/en/products/", f"/en/products/{item.product.slug}/", "/en/cart/"):
        assert shop_client.get(path).status_code == 200, path
    with tenant_context(shop_a), django_capture_on_commit_callbacks(execute=True):
        placed((item, 1))
    with tenant_context(shop_a):
        assert Order.objects.count() == 1
        assert OutboxEvent.objects.filter(done_at__isnull=True).exists()
    assert time.monotonic() - started < 20


def test_pages_are_true_though_nothing_is_kept(shop_a, shop_client, no_redis, settings) -> None:
    settings.MALL_PAGE_CACHE_SECONDS = 60
    with tenant_context(shop_a):
        item = variant(50_00, title="Still here")
    address = f"/en/products/{item.product.slug}/"
    for price in (50_00, 40_00, 30_00):
        with tenant_context(shop_a):
            type(item).objects.filter(pk=item.pk).update(price_minor=price)
        answer = shop_client.get(address)
        assert f"{price // 100}.00" in answer.content.decode()
        assert answer.headers.get("X-Page-Cache", "") != "hit"
