"""The demo shop: opened like any other, then lived in for six weeks by a seeded story.

Everything happens through the services the shop itself uses, on a clock set back, so the figures add up.
Running it again changes nothing.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import translation
from django_tenants.utils import tenant_context

from kernel import clock
from kernel.errors import ExpectedFailure
from kernel.events.draining import drain
from storefront.cart import services as carts
from storefront.catalog.models import Variant
from storefront.checkout.services import PlaceOrder, place_order
from storefront.customers.models import Customer
from storefront.customers.services import customer_of_user, save_address
from storefront.orders.models import Order
from storefront.orders.services import confirm_receipt, mark_paid
from storefront.shipping.services import ship_order
from tenants.accounts.models import User
from tenants.directory.models import Tenant
from tenants.directory.urls import backoffice_origin, shop_origin
from tenants.profile.services import save_profile
from tenants.provisioning.services import ShopRequest, open_shop, request_shop

SLUG = "demo"
NAME = "四季衣橱 Four Seasons"
SLOGAN = "好穿，好看，好好穿很久"
OWNER = "merchant@example.com"
SHOPPER = "shopper@example.com"
PASSWORD = "demo-mall-2026"  # of a shop that exists in development only
DAYS = 42
SHOPPERS = (
    ("林小满", SHOPPER, "13800138001", "浙江", "杭州", "西湖区", "文三路 90 号"),
    ("周可", "zhouke@example.com", "13800138002", "上海", "上海", "徐汇区", "衡山路 12 弄 3 号"),
    ("Emma Clarke", "emma@example.com", "13800138003", "广东", "深圳", "南山区", "科技园南路 5 号"),
    ("陈一诺", "yinuo@example.com", "13800138004", "四川", "成都", "锦江区", "春熙路 28 号"),
    ("何田", "hetian@example.com", "13800138005", "北京", "北京", "朝阳区", "三里屯路 19 号"),
    ("Oliver Wang", "oliver@example.com", "13800138006", "江苏", "苏州", "姑苏区", "平江路 44 号"),
)


@dataclass(frozen=True)
class DemoShop:
    tenant: Tenant
    orders: int


def seed_demo() -> DemoShop:
    """Open the demo shop and tell its story, or leave both as they are."""
    owner = _merchant()
    tenant = Tenant.objects.filter(slug=SLUG).first() or _open(owner)
    with tenant_context(tenant):
        if not Order.objects.exists():
            # told whole or not at all, in the shop's main language
            with transaction.atomic(), translation.override("zh-hans"):
                _tell(random.Random(2026))
        return DemoShop(tenant, Order.objects.count())


def describe(shop: DemoShop) -> dict[str, Any]:
    """What ./mall up shows at the end."""
    return {
        "shops": [
            {
                "name": f"Demo shop ({NAME})",
                "shop_url": shop_origin(shop.tenant),
                "backoffice_url": backoffice_origin(shop.tenant),
            }
        ],
        "accounts": [
            {"who": "Merchant (platform)", "email": OWNER, "password": PASSWORD},
            {"who": "Shopper (demo shop)", "email": SHOPPER, "password": PASSWORD},
        ],
        "orders": shop.orders,
    }


def _merchant() -> User:
    known = User.objects.filter(email=OWNER).first()
    if known is None:
        known = _person(OWNER, "Demo Merchant")
    return known


def _person(email: str, name: str, phone: str | None = None) -> User:
    user = User.objects.create_user(
        username=email, email=email, password=PASSWORD, name=name, phone=phone
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _open(owner: User) -> Tenant:
    wish = ShopRequest(owner=owner, slug=SLUG, name=NAME, look="clothing", demo=True)
    tenant = open_shop(request_shop(wish)).tenant
    with tenant_context(tenant):
        save_profile(slogan=SLOGAN, contact_email=OWNER)
    return tenant


def _tell(chance: random.Random) -> None:
    people = [_shopper(*who) for who in SHOPPERS]
    variants = list(Variant.objects.filter(is_active=True, product__status="active"))
    for day in range(DAYS, -1, -1):
        for _ in range(chance.choice((0, 0, 1, 1, 2))):
            user, address = people[int(len(people) * chance.random() ** 1.6)]
            wanted = {
                v.pk: chance.randint(1, 2) for v in chance.sample(variants, k=chance.randint(1, 3))
            }
            with _days_ago(day, chance):
                _buy(user, address, wanted, day, chance)
    drain(limit=10_000)


def _shopper(
    name: str, email: str, phone: str, region: str, city: str, district: str, line1: str
) -> tuple[User, dict[str, Any]]:
    user = _person(email, name, f"+86{phone}")
    customer: Customer = customer_of_user(user)
    address: dict[str, Any] = {
        "name": name, "phone": phone, "country": "CN", "region": region, "city": city,
        "district": district, "line1": line1, "line2": "", "postcode": "",
    }  # fmt: skip
    save_address(customer, **address)
    return user, address


def _buy(
    user: User, address: dict[str, str], wanted: dict[int, int], day: int, chance: random.Random
) -> None:
    """One order, and as much of its life as the days since allow."""
    cart = carts.open_cart()
    try:
        carts.add_to_cart(cart, wanted)
        order = place_order(
            PlaceOrder(
                cart_token=cart.token,
                idempotency_key=f"demo-{day}-{chance.getrandbits(48)}",
                name=address["name"],
                email=user.email,
                phone=address["phone"],
                address=address,
                user=user,
            )
        )
    except ExpectedFailure:  # sold out meanwhile: as in life
        return
    if day == 0 and chance.random() < 0.5:
        return
    mark_paid(order.pk, reference=f"demo-{order.number}", by="demo")
    drain()
    if day >= 2:
        _send(order, day, chance)


def _send(order: Order, day: int, chance: random.Random) -> None:
    with clock.travel(timedelta(days=1)):
        number = f"SF{chance.randrange(10**12):012d}"
        ship_order(order.pk, carrier="顺丰速运", tracking_number=number, by="demo")
        drain()
    if day >= 6:
        with clock.travel(timedelta(days=4)):
            confirm_receipt(order.pk, by="demo")
            drain()


@contextmanager
def _days_ago(day: int, chance: random.Random) -> Iterator[None]:
    """At some hour of that day, in the shop's waking hours."""
    with clock.travel(-timedelta(days=day, minutes=chance.randint(1, 600))):
        yield
