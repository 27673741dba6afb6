from datetime import datetime

from ..models import Product


def count_on_sale() -> int:
    return Product.objects.on_sale().count()


def addresses_on_sale(first: int, count: int) -> list[tuple[str, datetime]]:
    """Slug and time of the last change, oldest product first."""
    rows = Product.objects.on_sale().order_by("id")
    return list(rows.values_list("slug", "updated_at")[first : first + count])
