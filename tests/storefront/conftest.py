from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from storefront.aftersales.ports import refund_effects
from storefront.orders.selectors import order_settings_cache
from storefront.pricing.ports import discount_sources, tender_sources
from tenants.freshness.kept_near import forget_all_frames


@pytest.fixture(autouse=True)
def _settings_of_this_test_only() -> Iterator[None]:
    """What a rolled-back test saved must not live on in the process."""
    yield
    order_settings_cache._entries.clear()
    forget_all_frames()


@contextmanager
def only(registered: list, *those: Any) -> Iterator[None]:
    """A port with these and nothing else plugged in."""
    before = registered[:]
    registered[:] = those
    try:
        yield
    finally:
        registered[:] = before


@pytest.fixture
def no_sources() -> Iterator[None]:
    """Prices and refunds without what other modules bring."""
    with only(discount_sources), only(tender_sources), only(refund_effects):
        yield
