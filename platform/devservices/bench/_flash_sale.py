"""The sale itself, in a process with Django: carts first, then all threads at the same moment."""

import json
import sys
import threading
import time
from collections import Counter
from uuid import UUID

import django

django.setup()

from django.db import connections  # noqa: E402
from django_tenants.utils import tenant_context  # noqa: E402

from kernel import clock  # noqa: E402
from storefront.cart.models import Cart, CartLine  # noqa: E402
from storefront.catalog.models import Variant  # noqa: E402
from storefront.checkout.services import PlaceOrder, place_order  # noqa: E402
from storefront.inventory.errors import OutOfStock  # noqa: E402
from storefront.inventory.models import StockItem  # noqa: E402
from storefront.orders.models import Order  # noqa: E402
from tenants.directory.models import Tenant  # noqa: E402

ADDRESS = {
    "name": "李雷",
    "phone": "13800138000",
    "country": "CN",
    "region": "浙江",
    "city": "杭州",
    "district": "西湖区",
    "line1": "文三路 1 号",
    "line2": "",
    "postcode": "310000",
}


def main(schema: str, variant_id: int, attempts: int, threads: int) -> dict:
    tenant = Tenant.objects.get(schema_name=schema)
    with tenant_context(tenant):
        tokens = _carts(variant_id, attempts)
    outcomes: Counter[str] = Counter()
    sold_until = _rush(tenant, tokens, threads, outcomes)
    with tenant_context(tenant):
        stock = StockItem.objects.get(variant_id=variant_id)
        orders = Order.objects.count()
    sold, refused = outcomes.pop("sold", 0), outcomes.pop("refused", 0)
    return {
        "sold": orders,
        "refused": refused,
        "errors": attempts - sold - refused + abs(orders - sold),
        "error_kinds": dict(outcomes),
        "orders_per_s": round(sold / sold_until["sold"], 1),
        "attempts_per_s": round(attempts / sold_until["all"], 1),
        "on_hand": stock.on_hand,
        "reserved": stock.reserved,
    }


def _carts(variant_id: int, attempts: int) -> list[UUID]:
    price = Variant.objects.get(pk=variant_id).price_minor
    carts = Cart.objects.bulk_create(
        [Cart(updated_at=clock.now()) for _ in range(attempts)], batch_size=2000
    )
    CartLine.objects.bulk_create(
        [
            CartLine(cart=cart, variant_id=variant_id, quantity=1, seen_price_minor=price)
            for cart in carts
        ],
        batch_size=2000,
    )
    return [cart.token for cart in carts]


def _rush(
    tenant: Tenant, tokens: list[UUID], threads: int, outcomes: Counter[str]
) -> dict[str, float]:
    """Seconds until the last unit was sold, and until everybody had an answer."""
    left, lock = iter(enumerate(tokens)), threading.Lock()
    start = threading.Barrier(threads + 1)
    last_sale = [0.0]

    def visitors() -> None:
        with tenant_context(tenant):
            start.wait()
            while True:
                with lock:
                    attempt = next(left, None)
                if attempt is None:
                    break
                outcome = _attempt(*attempt)
                with lock:
                    outcomes[outcome] += 1
                    if outcome == "sold":
                        last_sale[0] = time.monotonic()
        connections.close_all()

    crowd = [threading.Thread(target=visitors) for _ in range(threads)]
    for visitor in crowd:
        visitor.start()
    start.wait()
    began = time.monotonic()
    for visitor in crowd:
        visitor.join()
    return {"sold": max(last_sale[0] - began, 0.001), "all": time.monotonic() - began}


def _attempt(number: int, token: UUID) -> str:
    wish = PlaceOrder(
        cart_token=token,
        idempotency_key=f"flash-{number}",
        name="李雷",
        email=f"buyer{number}@example.com",
        phone="13800138000",
        address=ADDRESS,
    )
    try:
        place_order(wish)
    except OutOfStock:
        return "refused"
    except Exception as error:
        return type(error).__name__
    return "sold"


if __name__ == "__main__":
    answer = main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    print(json.dumps(answer))
