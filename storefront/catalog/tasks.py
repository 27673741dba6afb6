from .bulk.tasks import carry_on_bulk
from .importing.tasks import import_products
from .samples.tasks import add_sample_pictures
from .search.renewing import renew_search

__all__ = ["add_sample_pictures", "carry_on_bulk", "import_products", "renew_search"]
