"""Search documents after something changed that many products speak of: a category's name, tags."""

import time
from collections.abc import Iterable

from django.db import transaction

from kernel.tenant_task import tenant_task

from ..models import Product
from .documents import index_product

AT_ONCE = 100  # as many are renewed while the person waits
TURN_SECONDS = 20.0


def renew_documents(ids: Iterable[int]) -> None:
    products = Product.objects.filter(pk__in=list(ids)).prefetch_related("texts", "variants")
    for product in products:
        index_product(product, [v for v in product.variants.all() if v.is_active])


def renew_later(ids: list[int]) -> None:
    """The first in this transaction, the rest by the worker."""
    renew_documents(ids[:AT_ONCE])
    if ids[AT_ONCE:]:
        renew_search.send(ids[AT_ONCE:])


@tenant_task(name="catalog.renew_search")
def renew_search(schema_name: str, ids: list[int]) -> None:
    until = time.monotonic() + TURN_SECONDS
    while ids:
        with transaction.atomic():
            renew_documents(ids[:AT_ONCE])
        ids = ids[AT_ONCE:]
        if ids and time.monotonic() > until:
            renew_search.send(ids)
            return
