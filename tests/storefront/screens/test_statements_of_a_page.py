"""A page takes the same few statements whatever the shop holds; what every page shares is kept near."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.catalog.services import save_category
from tests.storefront.catalog.goods import product
from tests.support.near_caches import forget_everything

from .goods import coat

pytestmark = pytest.mark.django_db
MOST = 8


def statements(browser, address: str) -> int:
    cache.clear()
    forget_everything()
    browser.get(address)  # now what every page shares is near
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert browser.get(address).status_code == 200
    asked = [
        q["sql"] for q in captured if not q["sql"].startswith(("SET ", "SAVEPOINT", "RELEASE"))
    ]
    return len(asked)


PAGES = (
    "/zh/",
    "/en/",
    "/zh/products/",
    "/en/categories/hats/?sort=price",
    "/zh/search/?q=帽子",
    "/zh/products/wool-coat/",
    "/en/products/wool-coat/",
)


@pytest.mark.parametrize("address", PAGES)
def test_few_and_the_same_with_many_products(browser, in_shop_a, address):
    hats = save_category(title="帽子", slug="hats")
    coat(category_ids=[hats.pk])
    product("帽子 0", category_ids=[hats.pk])
    few = statements(browser, address)
    for number in range(1, 40):
        product(f"帽子 {number}", category_ids=[hats.pk])

    many = statements(browser, address)

    assert many == few <= MOST
