import pytest

from storefront.catalog.models import Variant
from storefront.payments.selectors import settings_cache
from storefront.payments.services import save_payment_settings

from ..browser import Browser
from ..purchase import variant


@pytest.fixture
def shirt(in_shop_a) -> Variant:
    return variant(50_00, stock=5)


@pytest.fixture
def shopper(in_shop_a) -> Browser:
    """A visitor of shop A."""
    return Browser(in_shop_a)


@pytest.fixture
def cash(in_shop_a):
    """The shop takes cash on delivery."""
    save_payment_settings(cash_on_delivery=True)
    yield
    settings_cache._entries.clear()
