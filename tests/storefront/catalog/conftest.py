import pytest

from storefront.catalog.selectors.categories import categories_cache
from storefront.catalog.selectors.language import words_cache
from tenants.profile.selectors import profile_cache


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What the process keeps of a shop outlives a test's rollback."""
    for cache in (categories_cache, words_cache, profile_cache):
        cache._entries.clear()
