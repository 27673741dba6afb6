"""All products as a file in Shopify's format, which imports to the same products again."""

from .rows import export_lines

__all__ = ["export_lines"]
