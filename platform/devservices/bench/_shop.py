"""A shop to measure in, and goods to sell in it."""

import json
from dataclasses import dataclass

from ..stack import Stack

_ADD_PRODUCT = """
import json
from django_tenants.utils import tenant_context
from storefront.catalog.models import Variant
from storefront.catalog.services import ProductInput, VariantInput, save_product
from tenants.directory.models import Tenant
with tenant_context(Tenant.objects.get(slug={slug!r})):
    product = save_product(ProductInput(
        title="Bench tee 基准T恤", slug="bench-tee", status="active", vendor="Bench", option_names=["Size"],
        body_html="<p>A plain cotton tee.</p>" * 5,
        variants=[VariantInput(options=(size,), price_minor=9900, sku=f"B-{{size}}", stock={stock})
                  for size in ("S", "M", "L")],
    ))
    variant = Variant.objects.filter(product=product).order_by("pk").first()
    print(json.dumps({{"slug": product.slug, "variant": variant.pk}}))
"""


@dataclass(frozen=True)
class BenchShop:
    slug: str
    host: str
    schema: str
    product: str
    variant: int


def open_bench_shop(stack: Stack, *, slug: str = "bench", stock: int = 10_000_000) -> BenchShop:
    """A live shop with one product in three sizes."""
    opened = stack.manage_json(
        "open_shop", "--slug", slug, "--name", "Bench 基准店", "--owner", f"{slug}@example.com",
        "--demo",
    )  # fmt: skip
    code = _ADD_PRODUCT.format(slug=slug, stock=stock)
    goods = json.loads(stack.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1])
    host = f"{slug}.shop.localhost:{stack.port}"
    return BenchShop(slug, host, opened["schema"], goods["slug"], goods["variant"])
