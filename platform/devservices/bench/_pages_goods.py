"""Fills a shop with many products: `manage.py shell` runs it with SLUG and COUNT in the environment.

In bulk, because fifty thousand through save_product take ten minutes; what save_product keeps twice is kept here too.
"""

import io
import json
import os
import random

from django.db import connection
from django_tenants.utils import tenant_context
from PIL import Image

from kernel import clock
from media.pictures import picture_data
from media.services import add_image
from storefront.catalog.facets import facet
from storefront.catalog.models import Category, Product, ProductPicture, ProductText, Variant
from storefront.catalog.names import sort_key
from storefront.catalog.search.documents import document_texts, write_documents
from storefront.inventory.models import StockItem
from tenants.directory.models import Tenant

KINDS = (
    "衬衫 shirt",
    "大衣 coat",
    "裙子 skirt",
    "毛衣 sweater",
    "帽子 hat",
    "围巾 scarf",
    "鞋 shoes",
    "包 bag",
)
STUFFS = ("亚麻 linen", "羊毛 wool", "棉 cotton", "真丝 silk", "牛仔 denim", "皮 leather")
TONES = ("红 red", "蓝 blue", "绿 green", "黑 black", "白 white", "黄 yellow", "灰 grey")
BODY = (
    "<p>一件可以穿很久的衣服，面料柔软，做工细致。A piece to keep for years, soft and carefully made.</p>"
    * 5
)
SIZES, COLOURS = ("S", "M", "L"), ("红", "蓝")
BATCH = 2_000


def fill(count: int) -> None:
    """Six variants each; two where there are very many products, whose pages nobody asks for."""
    sizes = SIZES if count <= 10_000 else SIZES[:1]
    chance = random.Random(1)
    shelves = [
        Category.objects.create(slug=f"shelf-{n}", title=kind, position=n)
        for n, kind in enumerate(KINDS)
    ]
    images = [_picture(n) for n in range(8)]
    for first in range(0, count, BATCH):
        _batch(range(first, min(first + BATCH, count)), shelves, images, chance, sizes)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _picture(number: int):
    file = io.BytesIO()
    Image.new("RGB", (900, 1100), (30 * number, 90, 160)).save(file, "PNG")
    file.seek(0)
    return add_image(file, name=f"bench-{number}.png", title=f"Bench {number}")


def _batch(
    numbers: range,
    shelves: list[Category],
    images: list,
    chance: random.Random,
    sizes: tuple[str, ...],
) -> None:
    options = [{"name": "颜色", "values": list(COLOURS)}, {"name": "尺码", "values": list(sizes)}]
    products, kinds = [], []
    for number in numbers:
        kind, image = number % len(KINDS), images[number % len(images)]
        title = f"{chance.choice(TONES)} {chance.choice(STUFFS)} {KINDS[kind]} {number}"
        price = 5000 + number * 37 % 90_000
        kinds.append(kind)
        products.append(
            Product(
                slug=f"piece-{number}", title=title, title_key=sort_key(title), status="active",
                body_html=BODY, vendor="Bench", tags=["bench"], options=options, published_at=clock.now(),
                created_at=clock.now(), updated_at=clock.now(), cover=picture_data(image, title),
                min_price_minor=price, max_price_minor=price,
            )
        )  # fmt: skip
    Product.objects.bulk_create(products)
    through = Product.categories.through
    through.objects.bulk_create(
        through(product=product, category=shelves[kind])
        for product, kind in zip(products, kinds, strict=True)
    )
    ProductText.objects.bulk_create(
        ProductText(product=p, language="en", title=f"{p.title} en", title_key=p.title_key, body_html=BODY)
        for p in products
    )  # fmt: skip
    ProductPicture.objects.bulk_create(
        ProductPicture(product=p, image=images[(n + i) % len(images)], position=i, alt=p.title)
        for n, p in zip(numbers, products, strict=True)
        for i in range(3)
    )
    variants = Variant.objects.bulk_create(
        Variant(
            product=p, sku=f"B-{n}-{c}-{s}", option1=colour, option2=size, price_minor=p.min_price_minor,
            position=3 * c + s, facets=[facet("颜色", colour), facet("尺码", size)],
        )
        for n, p in zip(numbers, products, strict=True)
        for c, colour in enumerate(COLOURS)
        for s, size in enumerate(sizes)
    )  # fmt: skip
    StockItem.objects.bulk_create(StockItem(variant=v, on_hand=100) for v in variants)
    _index(numbers, products)


def _index(numbers: range, products: list[Product]) -> None:
    rows = []
    for number, product in zip(numbers, products, strict=True):
        labels = [f"B-{number}-{c}-{s}" for c in range(2) for s in range(3)]
        vector, words = document_texts(product.title, "", [*labels, "Bench", *COLOURS, *SIZES])
        rows.append((product.pk, "zh-hans", vector, product.title, "", words))
        rows.append((product.pk, "en", vector, f"{product.title} en", "", words))
    for first in range(0, len(rows), 500):
        write_documents(rows[first : first + 500])


if "SLUG" in os.environ:
    with tenant_context(Tenant.objects.get(slug=os.environ["SLUG"])):
        fill(int(os.environ["COUNT"]))
        variant = Variant.objects.order_by("pk").first()
        print(json.dumps({"variant": variant.pk if variant else 0}))
