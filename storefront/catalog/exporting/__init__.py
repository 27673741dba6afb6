"""Products as a table in Shopify's format, which imports to the same products again."""

from .rows import export_rows

__all__ = ["export_rows"]
