from datetime import datetime

from ..models import Product
from ..models.product import ProductStatus


def count_on_sale() -> int:
    return Product.objects.filter(status=ProductStatus.ACTIVE).count()


def addresses_on_sale(first: int, count: int) -> list[tuple[str, datetime]]:
    """Slug and time of the last change, oldest product first."""
    rows = Product.objects.filter(status=ProductStatus.ACTIVE).order_by("id")
    return list(rows.values_list("slug", "updated_at")[first : first + count])
