from .bulk import BulkJob
from .category import Category, CategoryText
from .imports import ImportJob, ImportPicture, ImportProblem
from .product import Product, ProductPicture, ProductText, Variant
from .search import SearchDocument
from .words import OptionWord

__all__ = [
    "BulkJob",
    "Category",
    "CategoryText",
    "ImportJob",
    "ImportPicture",
    "ImportProblem",
    "OptionWord",
    "Product",
    "ProductPicture",
    "ProductText",
    "SearchDocument",
    "Variant",
]
