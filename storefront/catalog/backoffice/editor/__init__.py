"""The product's page: forms (what may be typed), initial (from the product), inputs (to the service), page (all)."""

from .languages import other_languages
from .page import ProductEditor

__all__ = ["ProductEditor", "other_languages"]
