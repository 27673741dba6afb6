from .importing.tasks import import_products

__all__ = ["import_products"]
