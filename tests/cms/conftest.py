import pytest

from tests.storefront.browser import Browser
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
