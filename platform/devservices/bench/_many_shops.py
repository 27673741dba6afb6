"""Hundreds of shops to measure with, opened as a merchant's are."""

import json

from ..progress import step
from ..stack import Stack

_OPEN = """
import json
from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.provisioning.services import ShopRequest, open_shop, request_shop
owner, _ = User.objects.get_or_create(username="many", defaults={{"email": "many@example.com"}})
for number in range(Tenant.objects.count(), {count}):
    wish = ShopRequest(owner=owner, slug=f"shop-{{number}}", name=f"Shop {{number}}", demo={demo})
    open_shop(request_shop(wish))
print(json.dumps(list(Tenant.objects.order_by("pk").values_list("slug", "schema_name"))))
"""
SETTINGS = {"MALL_POOL_SIZE": "0", "MALL_SHOPS_PER_OWNER": "100000"}


def open_shops(stack: Stack, count: int, *, demo: bool = False) -> list[tuple[str, str]]:
    """Until there are `count`; slug and schema of each, the oldest first."""
    with step(f"{count} shops"):
        told = stack.manage("shell", "-v", "0", "-c", _OPEN.format(count=count, demo=demo))
    return [(slug, schema) for slug, schema in json.loads(told.strip().splitlines()[-1])]
