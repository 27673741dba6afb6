"""Products by name, for lists of other modules: whatever their status."""

from collections.abc import Iterable
from dataclasses import dataclass

from media.pictures import PictureView, picture_from_data

from ..models import Product
from .language import localised, with_other_texts


@dataclass(frozen=True, slots=True)
class NamedProduct:
    id: int
    title: str
    picture: PictureView | None


def named_products(ids: Iterable[int]) -> dict[int, NamedProduct]:
    """By product id; one that no longer exists is missing. One query in every language."""
    products = with_other_texts(Product.objects.filter(pk__in=list(ids)), "title")
    return {
        product.pk: NamedProduct(
            product.pk, localised(product, "title"), picture_from_data(product.cover)
        )
        for product in products.only("title", "cover")
    }
