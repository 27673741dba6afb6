"""With nothing kept anywhere a page takes at most eight statements, however much the shop holds."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storefront.catalog.services import save_category
from tenants.directory.lookup import _answers
from tests.storefront.catalog.goods import product
from tests.support.near_caches import forget_everything

from .goods import coat

pytestmark = pytest.mark.django_db
MOST = 8
ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def asked(browser, address: str) -> list[str]:
    """The statements on rows that one page takes, nothing kept in process or Redis."""
    cache.clear()
    forget_everything()
    _answers.clear()
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return [q["sql"] for q in captured if q["sql"].lstrip().upper().startswith(ROWS)]


PAGES = (
    "/zh/",
    "/en/",
    "/zh/products/",
    "/en/categories/hats/?sort=price",
    "/zh/search/?q=帽子",
    "/en/search/?q=hatt",
    "/zh/products/wool-coat/",
    "/en/products/wool-coat/",
    "/en/cart/",
    "/-/me/",
)


@pytest.mark.parametrize("address", PAGES)
def test_few_and_the_same_with_many_products(browser, in_shop_a, address):
    hats = save_category(title="帽子", slug="hats")
    coat(category_ids=[hats.pk])
    for number in range(2):
        product(f"帽子 {number}", category_ids=[hats.pk])
    few = asked(browser, address)
    for number in range(2, 29):
        product(f"帽子 {number}", category_ids=[hats.pk])

    many = asked(browser, address)

    _few_enough(few, many)


@pytest.mark.parametrize("address", ["/zh/cart/", "/en/checkout/"])
def test_with_a_line_in_the_cart(browser, in_shop_a, address):
    variant = coat().variants.get(sku="C-B-M")
    browser.post("/zh/cart/lines/", {"variant": variant.pk, "quantity": 1})
    few = asked(browser, address)
    for number in range(29):
        product(f"帽子 {number}")

    many = asked(browser, address)

    assert any("cart_cartline" in sql for sql in many)
    _few_enough(few, many)


def _few_enough(few: list[str], many: list[str]) -> None:
    assert len(many) <= MOST, "\n\n".join(sql[:300] for sql in many)
    assert len(many) == len(few)
