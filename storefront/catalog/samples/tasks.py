from django.db import transaction

from kernel.tenant_task import tenant_task

from ..models import Product
from .goods import sample_goods
from .prepared import prepare
from .starter import hang_pictures


@tenant_task(name="catalog.add_sample_pictures")
def add_sample_pictures(schema_name: str, goods_name: str = "clothing") -> None:
    """Draw the sample pictures if nobody has, and hang those that this shop's sample goods still miss."""
    made, goods = prepare(goods_name), sample_goods(goods_name)
    slugs = [sample.slug for sample in goods.products]
    with transaction.atomic():
        bare = Product.objects.select_for_update(no_key=True).filter(
            slug__in=slugs, cover__isnull=True
        )
        hang_pictures(goods, {product.slug: product for product in bare}, made["pictures"])
