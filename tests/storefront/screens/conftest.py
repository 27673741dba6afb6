import pytest
from django.core.cache import cache

from storefront.catalog.models import Product
from tests.storefront.browser import Browser
from tests.storefront.catalog.goods import product
from tests.support.near_caches import forget_everything


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def browser(in_shop_a) -> Browser:
    """A stranger in shop A, whose body may make products too."""
    return Browser(in_shop_a)


@pytest.fixture
def pages_are_kept(settings, monkeypatch):
    """What a test writes is never committed; the shop is to see it all the same."""
    monkeypatch.setattr("tenants.freshness.state._is_only_mine", lambda changes: False)
    cache.clear()
    settings.MALL_PAGE_CACHE_SECONDS = 60
    yield
    cache.clear()


@pytest.fixture
def hat(in_shop_a) -> Product:
    return product("帽子", slug="hat", price=9900)
