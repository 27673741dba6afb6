"""Products by name, for lists of other modules: whatever their status."""

from collections.abc import Iterable
from dataclasses import dataclass

from media.pictures import PictureView, picture_from_data

from ..models import Product
from .language import localised, other_texts


@dataclass(frozen=True, slots=True)
class NamedProduct:
    id: int
    title: str
    picture: PictureView | None


def named_products(ids: Iterable[int]) -> dict[int, NamedProduct]:
    """By product id; one that no longer exists is missing. One query, another in a second language."""
    products = list(Product.objects.filter(pk__in=list(ids)).only("title", "cover"))
    texts = other_texts(products)
    return {
        product.pk: NamedProduct(
            product.pk,
            localised(product, texts.get(product.pk), "title"),
            picture_from_data(product.cover),
        )
        for product in products
    }
