"""Writes: each one transaction."""

from .categories import save_category
from .product import (
    PictureInput,
    ProductInput,
    TextInput,
    VariantInput,
    change_status,
    save_product,
)

__all__ = [
    "PictureInput",
    "ProductInput",
    "TextInput",
    "VariantInput",
    "change_status",
    "save_category",
    "save_product",
]
