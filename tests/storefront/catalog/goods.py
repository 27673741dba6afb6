"""Products for tests, told in one line."""

from io import BytesIO

from PIL import Image

from storefront.catalog.models import Product
from storefront.catalog.services import ProductInput, VariantInput, save_product


def product(title: str = "Linen shirt", *, price: int = 9900, sku: str = "", **more) -> Product:
    """On sale, one variant."""
    data = {"status": "active", "variants": [VariantInput(price_minor=price, sku=sku)], **more}
    return save_product(ProductInput(title=title, **data))


def shirt(title: str, *combinations: tuple[str, str, int], **more) -> Product:
    """On sale, with Colour and Size: ("Red", "M", 9900)."""
    variants = [
        VariantInput(options=(colour, size), price_minor=price)
        for colour, size, price in combinations
    ]
    data = {"status": "active", "option_names": ["Colour", "Size"], **more}
    return save_product(ProductInput(title=title, variants=variants, **data))


def picture_file(width: int = 1600, height: int = 1200, kind: str = "JPEG", **more) -> BytesIO:
    out = BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(out, kind, **more)
    out.seek(0)
    return out
