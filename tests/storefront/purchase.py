"""Goods, carts and orders for tests, made through the same services that the shop uses."""

from typing import Any
from uuid import uuid4

from storefront.cart import services as cart
from storefront.cart.models import Cart
from storefront.catalog.models import Variant
from storefront.catalog.services.product import ProductInput, VariantInput, save_product
from storefront.checkout.services import PlaceOrder, place_order
from storefront.orders.models import Order
from storefront.orders.services import mark_paid

ADDRESS = {
    "name": "王小明",
    "phone": "13800138000",
    "country": "CN",
    "region": "浙江",
    "city": "杭州",
    "district": "西湖",
    "line1": "文三路 1 号",
    "line2": "",
    "postcode": "310000",
}


def variant(
    price_minor: int = 10_00, stock: int | None = 10, *, title: str = "Shirt", **product: Any
) -> Variant:
    """A product on sale with one variant; stock None is not counted."""
    saved = save_product(
        ProductInput(
            title=title,
            status="active",
            variants=[VariantInput(price_minor=price_minor, stock=stock, sku=title.upper())],
            **product,
        )
    )
    return saved.variants.get()


def cart_with(*wanted: tuple[Variant, int]) -> Cart:
    opened = cart.open_cart()
    cart.add_to_cart(opened, {item.pk: quantity for item, quantity in wanted})
    return opened


def wish(cart_of: Cart, **changes: Any) -> PlaceOrder:
    given = {
        "cart_token": cart_of.token,
        "idempotency_key": uuid4().hex,
        "name": ADDRESS["name"],
        "email": "ming@example.com",
        "phone": ADDRESS["phone"],
        "address": ADDRESS,
    }
    return PlaceOrder(**{**given, **changes})


def placed(*wanted: tuple[Variant, int], **changes: Any) -> Order:
    return place_order(wish(cart_with(*wanted), **changes))


def paid(*wanted: tuple[Variant, int], **changes: Any) -> Order:
    order = placed(*wanted, **changes)
    mark_paid(order.pk, reference=f"test-{order.number}")
    order.refresh_from_db()
    return order
