from django.db import transaction

from kernel import clock

from .. import ports
from ..errors import ProductChanged, ProductInvalid
from ..models import Product, Variant


@transaction.atomic
def change_quickly(
    product_id: int,
    *,
    by: str,
    price_minor: int | None = None,
    price_seen: int | None = None,
    stock: int | None = None,
    stock_seen: int | None = None,
) -> None:
    """Price or stock of a product with one variant on sale, against what the person saw.

    Raises ProductChanged when it is another by now, ProductInvalid when it has more variants.
    """
    product = Product.objects.select_for_update(no_key=True).get(pk=product_id)
    variant = _only_variant(product)
    if stock is not None:
        if ports.stock_reader([variant.pk]).get(variant.pk) != stock_seen:
            raise ProductChanged
        ports.stock_writer({variant.pk: stock})
    if price_minor is not None:
        if variant.price_minor != price_seen:
            raise ProductChanged
        variant.price_minor = product.min_price_minor = product.max_price_minor = price_minor
        variant.save(update_fields=["price_minor"])
    product.updated_at, product.updated_by = clock.now(), by[:80]
    product.save(update_fields=["min_price_minor", "max_price_minor", "updated_at", "updated_by"])


def _only_variant(product: Product) -> Variant:
    variants = list(product.variants.filter(is_active=True)[:2])
    if len(variants) != 1:
        raise ProductInvalid
    return variants[0]
