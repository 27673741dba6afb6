from collections.abc import Iterator

import pytest

from storefront.orders.selectors import order_settings_cache
from storefront.pricing import ports
from storefront.pricing.selectors import tax_table_cache
from storefront.shipping.selectors import shipping_cache


@pytest.fixture(autouse=True)
def _settings_of_this_test_only() -> Iterator[None]:
    """What a rolled-back test saved must not live on in the process."""
    yield
    for cache in (order_settings_cache, tax_table_cache, shipping_cache):
        cache._entries.clear()


@pytest.fixture
def no_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prices without the discounts that other modules bring."""
    monkeypatch.setattr(ports, "discount_sources", [])
    monkeypatch.setattr(ports, "tender_sources", [])
