"""A file as large as shops bring, with what goes wrong in such files spread through it."""

import pytest

from storefront.catalog.models import Product, Variant
from storefront.catalog.selectors import ListFilter, list_cards

from .files import csv_file, run_import

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_shop_a")]
PRODUCTS, SIZES = 1000, ("S", "M", "L")


def generated() -> bytes:
    rows = []
    for number in range(PRODUCTS):
        for place, size in enumerate(SIZES):
            row = {
                "Handle": f"shirt-{number}",
                "Option1 Value": size,
                "Variant SKU": f"SKU-{number:04}-{size}",
                "Variant Price": "free"
                if number % 100 == 7 and size == "L"
                else f"{100 + number}.50",
                "Variant Inventory Qty": number % 9,
            }
            if place == 0:
                row |= {
                    "Title": f"纯棉衬衫 {number}",
                    "Body (HTML)": "<p>柔软透气的纯棉面料，四季都能穿。</p>",
                    "Product Category": "服装 > 衬衫" if number % 2 else "服装 > 上衣",
                    "Option1 Name": "尺码",
                    "Status": "active",
                }
            rows.append(row)
    return csv_file(*rows)


def test_three_thousand_rows():
    data = generated()
    job = run_import(data)
    assert (job.created, job.failed, job.problems.count()) == (PRODUCTS, 0, 10)
    assert (Product.objects.count(), Variant.objects.count()) == (PRODUCTS, 3 * PRODUCTS - 10)
    assert list_cards(ListFilter(query="SKU-0512-M")).cards[0].slug == "shirt-512"
