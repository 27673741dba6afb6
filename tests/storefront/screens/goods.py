"""Goods with pictures and stock, as a shop has them."""

from storefront.catalog.models import Product
from storefront.catalog.services import ProductInput, TextInput, VariantInput, save_product
from storefront.catalog.services.pictures import add_picture
from tests.storefront.catalog.goods import picture_file


def coat(**more) -> Product:
    """In two colours and two sizes, four variants of which 红/L is sold out; two pictures."""
    variants = [
        VariantInput(options=("红", "M"), price_minor=19900, sku="C-R-M", stock=3),
        VariantInput(options=("红", "L"), price_minor=19900, sku="C-R-L", stock=0),
        VariantInput(options=("蓝", "M"), price_minor=21900, sku="C-B-M", stock=50),
        VariantInput(
            options=("蓝", "L"), price_minor=21900, compare_at_minor=25900, sku="C-B-L", stock=50
        ),
    ]
    data = {
        "title": "羊毛大衣",
        "slug": "wool-coat",
        "status": "active",
        "option_names": ["颜色", "尺码"],
        "variants": variants,
        "vendor": "拾衣",
        "body_html": "<p>厚实 <b>羊毛</b></p>",
        "texts": {"en": TextInput(title="Wool coat", body_html="<p>Thick wool</p>")},
    }
    product = save_product(ProductInput(**{**data, **more}))
    red = add_picture(product.pk, file=picture_file(800, 1000), name="red.jpg", alt="红色")
    blue = add_picture(product.pk, file=picture_file(800, 1000), name="blue.jpg", alt="蓝色")
    product.variants.filter(option1="红").update(picture=red)
    product.variants.filter(option1="蓝").update(picture=blue)
    return product
