import csv
import io

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from backoffice.sheets import csv_pieces
from storefront.catalog.exporting import export_rows
from storefront.catalog.models import (
    Category,
    OptionWord,
    Product,
    ProductPicture,
    ProductText,
    Variant,
)
from storefront.catalog.services.categories import delete_category
from storefront.catalog.services.pictures import add_picture
from storefront.inventory.models import StockItem

from .files import csv_file, run_import
from .goods import picture_file, product
from .test_import import BLUE, SHIRT

pytestmark = pytest.mark.django_db


def export_lines(tenant):
    ids = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    return csv_pieces(export_rows(tenant, ids))


def everything() -> dict[str, list]:
    """All that the catalogue says, without ids and times."""
    return {
        "products": list(
            Product.objects.order_by("slug").values_list(
                *("slug", "title", "body_html", "vendor", "product_type", "tags", "status"),
                *("tax_class", "options", "seo_title", "categories__slug", "min_price_minor"),
            )
        ),
        "variants": list(
            Variant.objects.filter(is_active=True)
            .order_by("product__slug", "position")
            .values_list(
                *("product__slug", "sku", "option1", "option2", "price_minor", "compare_at_minor"),
                *("cost_minor", "weight_grams", "barcode", "picture__alt", "stock__on_hand"),
            )
        ),
        "texts": list(ProductText.objects.order_by("title").values_list("language", "title")),
        "pictures": list(ProductPicture.objects.order_by("id").values_list("position", "alt")),
        "words": list(OptionWord.objects.order_by("word").values_list("word", "text")),
        "categories": list(Category.objects.order_by("slug").values_list("slug", "parent__slug")),
        "stock": list(StockItem.objects.order_by("variant__sku").values_list("on_hand", flat=True)),
    }


@pytest.fixture
def goods(in_shop_a):
    run_import(csv_file({**SHIRT, "Cost per item": "3.5", "Variant Barcode": "690123"}, BLUE))
    shirt = Product.objects.get()
    picture = add_picture(
        shirt.pk, file=picture_file(400, 300), name="a.jpg", alt='A, "quoted"\nalt'
    )
    shirt.variants.filter(sku="LS-B").update(picture=picture)
    product("帽子", slug="hat", status="draft", body_html="<p>Line<br>two</p>", tax_class="none")
    return in_shop_a


def test_importing_an_export_changes_nothing(goods):
    before = everything()
    data = b"".join(export_lines(goods))
    job = run_import(data)
    assert (job.created, job.updated, job.unchanged) == (0, 0, 2)
    assert (job.failed, job.problems.count()) == (0, 0)
    assert everything() == before


def test_an_export_brings_an_emptied_shop_back(goods):
    before = everything()
    data = b"".join(export_lines(goods))
    Product.objects.all().delete()
    OptionWord.objects.all().delete()
    for category in Category.objects.order_by("-id"):
        delete_category(category.pk)
    run_import(data, pictures=False)
    after = everything()
    for part in ("products", "texts", "words", "categories", "stock"):
        assert after[part] == before[part]


def test_is_read_after_the_request_has_left_the_shop(goods):
    lines = export_lines(goods)
    with schema_context("public"):
        rows = list(csv.DictReader(io.StringIO(b"".join(lines).decode().removeprefix("\ufeff"))))
        assert connection.schema_name == "public"
    assert [(row["Handle"], row["Variant Price"]) for row in rows] == [
        ("linen-shirt", "1299.00"),
        ("linen-shirt", "1399.00"),
        ("hat", "99.00"),
    ]
    assert rows[0]["Title [en]"] == "Linen shirt"


@pytest.mark.parametrize(
    "title", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "'=1", "''-1", "'quoted'", "＝1+1"]
)
def test_no_text_is_a_formula_and_all_come_back(in_shop_a, title):
    product(title, slug="formula", vendor=title)
    text = b"".join(export_lines(in_shop_a)).decode().removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]
    run_import(text.encode())
    assert Product.objects.values_list("title", "vendor").get() == (title, title)
