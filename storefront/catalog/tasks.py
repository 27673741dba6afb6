from .importing.tasks import import_products
from .samples.tasks import add_sample_pictures

__all__ = ["add_sample_pictures", "import_products"]
